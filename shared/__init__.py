"""What every database of the farm shares: vocabulary, edits, matching, message handling, engine, store and web."""

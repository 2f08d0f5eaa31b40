"""The CLETS message switch, and the process that composes a whole farm."""

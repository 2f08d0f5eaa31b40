"""The client for asyncio. What stands in ``sync`` is written from here."""

"""The store: the records of the databases, their search keys and their tables, in SQLite or PostgreSQL."""

"""Runs migrations over the connection that ``shared.store.migrate`` hands over; there is no command line of its own.

One environment serves every database. Each has a folder in ``versions`` and a branch of its own name; the folders are
found, not listed. Migrations speak SQLAlchemy only and import nothing of the farm, so that they go on meaning what they
meant when they were written.
"""

from __future__ import annotations

from alembic import context

attributes = context.config.attributes
context.configure(connection=attributes["connection"], **attributes["options"])
with context.begin_transaction():
    context.run_migrations()

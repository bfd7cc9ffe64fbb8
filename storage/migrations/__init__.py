"""Alembic migrations, run at opening inside the transaction of `storage.database`."""

"""Alembic's entry point: runs on the connection that `storage.database` hands over, in its transaction."""

from alembic import context

from storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    transactional_ddl=False,  # the caller's transaction is the one that counts
)
context.run_migrations()

"""Runs the migrations on the connection that `ticket_store.migrate` hands in; Alembic calls this file."""

from alembic import context

from ticket_store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a table: Alembic copies it
    transaction_per_migration=False,  # all or nothing
)
with context.begin_transaction():
    context.run_migrations()

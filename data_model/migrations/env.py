"""Run migrations on the connection that `data_model.shared.upgrade` hands over, inside its transaction."""

from alembic import context

from data_model.migrations.metadata import METADATA

connection = context.config.attributes["connection"]
if connection is None:
    raise RuntimeError("migrations run through data_model.shared.upgrade, which hands over a connection")

# SQLite cannot alter a column in place: batch mode makes a new table and copies.
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()

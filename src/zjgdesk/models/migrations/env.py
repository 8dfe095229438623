"""Alembic asks this file how to run; the open connection comes from `upgrade`."""

from alembic import context

from zjgdesk.models.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Runs the scripts in the transaction the caller opened: a cut leaves the old format or the new."""

from alembic import context

from qtrack.ledgers.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()

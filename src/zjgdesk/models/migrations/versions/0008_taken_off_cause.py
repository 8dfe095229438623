"""Why somebody was taken off a notice, in a word that the supplementary notice may print."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply; of those taken off under earlier releases only the written reason is known."""
    with op.batch_alter_table("notice_entry") as batch:
        batch.add_column(sa.Column("taken_off_cause", sa.String(32), nullable=True))

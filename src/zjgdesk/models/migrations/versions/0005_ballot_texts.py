"""The text and the tint of a ballot paper, sealed with its round."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply; rounds of earlier releases keep the paper that they were printed on."""
    with op.batch_alter_table("ballot_round") as batch:
        batch.add_column(sa.Column("ballot_text", sa.String(), nullable=False, server_default=""))
        batch.add_column(
            sa.Column("ballot_tint", sa.String(32), nullable=False, server_default="plain")
        )

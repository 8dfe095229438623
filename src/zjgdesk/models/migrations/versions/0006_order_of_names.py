"""A clerk's own characters, and lists put in order by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "own_strokes",
        sa.Column("character", sa.String(), nullable=False),
        sa.Column("strokes", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("character", name=op.f("pk_own_strokes")),
    )
    op.create_table(
        "hand_order",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_rule", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "list_id", name=op.f("pk_hand_order")),
    )

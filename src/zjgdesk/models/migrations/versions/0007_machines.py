"""Machines that were introduced, and the packages between them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

WORD = sa.String(32)


def upgrade() -> None:
    """Apply; a workspace of an earlier release knows no other machine yet."""
    op.create_table(
        "own_keys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_own_keys"),
    )
    op.create_table(
        "known_machine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("purpose", WORD, nullable=False),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("box", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_known_machine"),
        sa.UniqueConstraint("fingerprint", name="uq_known_machine_fingerprint"),
    )
    op.create_table(
        "carried_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incoming", sa.Boolean(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("machine_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recalled_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["machine_id"],
            ["known_machine.id"],
            name="fk_carried_package_machine_id_known_machine",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name="fk_carried_package_meeting_id_meeting"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_carried_package"),
        sa.UniqueConstraint("incoming", "uid", name="uq_carried_package_incoming_uid"),
    )
    op.create_table(
        "carried_round",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("package_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=False),
        sa.Column("origin_predecessor", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["round_id"], ["ballot_round.id"], name="fk_carried_round_round_id_ballot_round"
        ),
        sa.ForeignKeyConstraint(
            ["package_id"],
            ["carried_package.id"],
            name="fk_carried_round_package_id_carried_package",
        ),
        sa.PrimaryKeyConstraint("round_id", name="pk_carried_round"),
    )

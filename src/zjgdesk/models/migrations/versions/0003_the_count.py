"""The count: meetings, papers left over, test deck, count by hand, locked accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply."""
    _create_meetings()
    _alter_rounds()
    _fill_meetings()
    _order_passes()
    _fill_rounds()
    _tighten_rounds()
    _create_papers()
    _alter_accounts()


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("chief", sa.String(), nullable=False),
        sa.Column("scrutineers", sa.String(), nullable=False),
        sa.Column("tellers", sa.String(), nullable=False),
        sa.Column("relatives", sa.String(), nullable=False),
        sa.Column("recused", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )


def _alter_rounds() -> None:
    with op.batch_alter_table("ballot_round") as batch:
        batch.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        for name, default in NUMBERS.items():
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=default))
        for name in ("left_over", "first_last", "second_last", "hand_valid", "hand_invalid"):
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name, value in (("recused_vote", sa.true()), ("hand_count_wanted", sa.false())):
            batch.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default=value))
        batch.add_column(
            sa.Column("hand_explained", sa.String(), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("reduced_reason", sa.String(), nullable=True))


def _fill_meetings() -> None:
    """Rounds that name the same meeting, day and people were held at one sitting."""
    connection = op.get_bind()
    connection.execute(sa.text(MEETINGS))
    connection.execute(sa.text(HELD_AT))


def _order_passes() -> None:
    """A round of which only the second pass had ended: that pass is the first from now on."""
    connection = op.get_bind()
    turned = connection.execute(
        sa.text("SELECT id FROM ballot_round WHERE second_done AND NOT first_done")
    )
    for round_id in turned.scalars().all():
        for before, after in ((1, 3), (2, 1), (3, 2)):
            connection.execute(
                sa.text(
                    "UPDATE keyed_paper SET pass_no = :after"
                    " WHERE round_id = :round AND pass_no = :before"
                ),
                {"before": before, "after": after, "round": round_id},
            )
        connection.execute(
            sa.text(
                "UPDATE ballot_round SET first_done = second_done, second_done = first_done,"
                " first_teller = second_teller, second_teller = first_teller WHERE id = :round"
            ),
            {"round": round_id},
        )


def _fill_rounds() -> None:
    connection = op.get_bind()
    for query in FILLED:
        connection.execute(sa.text(query))


def _tighten_rounds() -> None:
    with op.batch_alter_table("ballot_round") as batch:
        batch.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
        for name in NUMBERS:
            batch.alter_column(name, existing_type=sa.Integer(), server_default=None)
        for name in ("recused_vote", "hand_count_wanted"):
            batch.alter_column(name, existing_type=sa.Boolean(), server_default=None)
        batch.alter_column("hand_explained", existing_type=sa.String(), server_default=None)
        batch.create_foreign_key(
            op.f("fk_ballot_round_meeting_id_meeting"), "meeting", ["meeting_id"], ["id"]
        )
        batch.create_index(op.f("ix_ballot_round_meeting_id"), ["meeting_id"])
        for name in COLUMNS:
            batch.drop_column(name)


def _create_papers() -> None:
    with op.batch_alter_table("keyed_paper") as batch:
        batch.add_column(sa.Column("doubt", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("keyed_paper") as batch:
        batch.alter_column("doubt", existing_type=sa.String(), server_default=None)
    op.create_table(
        "test_paper",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("paper_no", sa.Integer(), nullable=False),
        sa.Column("marks", sa.String(), nullable=False),
        sa.Column("invalid", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["ballot_round.id"], name=op.f("fk_test_paper_round_id_ballot_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_test_paper")),
        sa.UniqueConstraint("round_id", "paper_no", name=op.f("uq_test_paper_round_id_paper_no")),
        sa.UniqueConstraint("token", name=op.f("uq_test_paper_token")),
    )
    op.create_table(
        "hand_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("position", "yes", "no", "abstain", "void")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["ballot_round.id"], name=op.f("fk_hand_line_round_id_ballot_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_line")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_hand_line_round_id_position")),
    )


def _alter_accounts() -> None:
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("locked_until", sa.DateTime(), nullable=True))
    with op.batch_alter_table("account") as batch:
        batch.alter_column("failures", existing_type=sa.Integer(), server_default=None)


NUMBERS = {"surplus": "1", "least": "1", "first_corrected": "0", "second_corrected": "0"}
COLUMNS = ("meeting", "held_on", "due", "chief", "scrutineers", "tellers")
MEETINGS = """
    INSERT INTO meeting (title, held_on, due, chief, scrutineers, tellers, relatives, recused)
    SELECT meeting, held_on, due, chief, scrutineers, tellers, '[]', '[]' FROM ballot_round
    GROUP BY meeting, held_on, due, chief, scrutineers, tellers ORDER BY min(id)
"""
HELD_AT = """
    UPDATE ballot_round SET meeting_id = (
        SELECT m.id FROM meeting m
        WHERE m.title = ballot_round.meeting AND m.held_on = ballot_round.held_on
        AND m.due = ballot_round.due AND m.chief = ballot_round.chief
        AND m.scrutineers = ballot_round.scrutineers AND m.tellers = ballot_round.tellers
    )
"""
FILLED = (
    "UPDATE ballot_round SET left_over = max(printed - coalesce(issued, 0) - spoiled, 0)"
    " WHERE returned IS NOT NULL",
    "UPDATE ballot_round SET state = 'first_keyed' WHERE state = 'returned' AND first_done",
    "UPDATE ballot_round SET state = 'agreed' WHERE state = 'keyed' AND NOT EXISTS"
    " (SELECT 1 FROM settlement s WHERE s.round_id = ballot_round.id AND s.settled = '')",
    "UPDATE ballot_round SET state = 'reported' WHERE state = 'closed' AND EXISTS"
    " (SELECT 1 FROM issued_document d WHERE d.kind = 'report'"
    " AND d.subject = 'round:' || ballot_round.id)",
    "UPDATE ballot_round SET first_last ="
    " (SELECT max(p.paper_no) FROM keyed_paper p WHERE p.round_id = ballot_round.id"
    " AND p.pass_no = 1)",
    "UPDATE ballot_round SET second_last ="
    " (SELECT max(p.paper_no) FROM keyed_paper p WHERE p.round_id = ballot_round.id"
    " AND p.pass_no = 2)",
)

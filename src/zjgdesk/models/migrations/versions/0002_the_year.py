"""The year: stages, shortlists, decisions, the public vote, personnel forms, honours."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Apply."""
    _create_the_year()
    _create_the_public_vote()
    _create_the_people()
    _alter_notices()
    _alter_requests()
    _alter_rewards()
    _fill_stages()


def _create_the_year() -> None:
    op.create_table(
        "track_stage",
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("track", name=op.f("pk_track_stage")),
    )
    op.create_table(
        "stage_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("before", sa.String(32), nullable=False),
        sa.Column("after", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
    )
    op.create_table(
        "written_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("matter", sa.String(32), nullable=False),
        sa.Column("organ", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_written_decision_candidate_id_candidate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_decision")),
        sa.UniqueConstraint(
            "candidate_id", "matter", name=op.f("uq_written_decision_candidate_id_matter")
        ),
    )
    op.create_table(
        "integrity_conclusion",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("party_secretary", sa.String(), nullable=False),
        sa.Column("discipline_secretary", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_integrity_conclusion_candidate_id_candidate"),
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_integrity_conclusion")),
    )
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("concrete", sa.Boolean(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_lead_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead")),
    )
    op.create_index(op.f("ix_lead_candidate_id"), "lead", ["candidate_id"])
    op.create_table(
        "shortlist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("surplus", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("formula", sa.String(), nullable=False),
        sa.Column("set_aside_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist")),
    )
    op.create_table(
        "shortlist_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_shortlist_entry_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["shortlist_id"],
            ["shortlist.id"],
            name=op.f("fk_shortlist_entry_shortlist_id_shortlist"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist_entry")),
        sa.UniqueConstraint(
            "shortlist_id",
            "candidate_id",
            name=op.f("uq_shortlist_entry_shortlist_id_candidate_id"),
        ),
    )
    op.create_index(op.f("ix_shortlist_entry_candidate_id"), "shortlist_entry", ["candidate_id"])


def _create_the_public_vote() -> None:
    op.create_table(
        "vote_code",
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_vote_code_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_vote_code")),
        sa.UniqueConstraint("track", "code", name=op.f("uq_vote_code_track_code")),
    )
    op.create_table(
        "vote_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("first_at", sa.DateTime(), nullable=True),
        sa.Column("last_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_record.id"], name=op.f("fk_vote_file_import_id_import_record")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["vote_file.id"], name=op.f("fk_vote_file_replaces_id_vote_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_file")),
    )
    op.create_table(
        "vote_channel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_file_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("raw", sa.Integer(), nullable=False),
        sa.Column("annulled", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_file_id"], ["vote_file.id"], name=op.f("fk_vote_channel_vote_file_id_vote_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_channel")),
        sa.UniqueConstraint(
            "vote_file_id", "channel", name=op.f("uq_vote_channel_vote_file_id_channel")
        ),
    )
    op.create_table(
        "vote_tally",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_file_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("raw", sa.Integer(), nullable=False),
        sa.Column("annulled", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_file_id"], ["vote_file.id"], name=op.f("fk_vote_tally_vote_file_id_vote_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_tally")),
        sa.UniqueConstraint(
            "vote_file_id", "channel", "code", name=op.f("uq_vote_tally_vote_file_id_channel_code")
        ),
    )
    op.create_table(
        "annulled_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_file_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("time_text", sa.String(), nullable=False),
        sa.Column("picks", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vote_file_id"],
            ["vote_file.id"],
            name=op.f("fk_annulled_vote_vote_file_id_vote_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annulled_vote")),
    )
    op.create_index(op.f("ix_annulled_vote_vote_file_id"), "annulled_vote", ["vote_file_id"])


def _create_the_people() -> None:
    op.create_table(
        "personnel_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("fields", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("unknown", sa.String(), nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_personnel_form_candidate_id_candidate"),
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["import_record.id"],
            name=op.f("fk_personnel_form_import_id_import_record"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personnel_form")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_personnel_form_candidate_id")),
    )
    op.create_table(
        "honour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_honour_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import_record.id"], name=op.f("fk_honour_import_id_import_record")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_honour")),
    )
    op.create_index(op.f("ix_honour_year"), "honour", ["year"])


def _alter_notices() -> None:
    with op.batch_alter_table("notice") as batch:
        batch.add_column(sa.Column("supplements_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_notice_supplements_id_notice"), "notice", ["supplements_id"], ["id"]
        )
    taken_off = sa.Column("taken_off_reason", sa.String(), server_default="", nullable=False)
    with op.batch_alter_table("notice_entry") as batch:
        batch.add_column(taken_off)
    with op.batch_alter_table("objection") as batch:
        batch.add_column(sa.Column("held_until", sa.Date(), nullable=True))


def _alter_requests() -> None:
    with op.batch_alter_table("opinion_request") as batch:
        batch.add_column(sa.Column("round_no", sa.Integer(), nullable=False, server_default="1"))
        batch.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        batch.drop_constraint("uq_opinion_request_group_track_addressee", type_="unique")
        batch.create_unique_constraint(
            op.f("uq_opinion_request_group_track_addressee_round_no"),
            ["group", "track", "addressee", "round_no"],
        )
    with op.batch_alter_table("opinion_request") as batch:
        batch.alter_column("round_no", existing_type=sa.Integer(), server_default=None)


def _alter_rewards() -> None:
    """Confirmed lists become honours of the year; rewards hang on them."""
    connection = op.get_bind()
    year = connection.execute(sa.text("SELECT year FROM workspace")).scalar_one_or_none()
    confirmed = connection.execute(
        sa.text(
            "SELECT c.id, c.track, c.name, c.name_key, c.organisation, c.fields"
            " FROM notice n JOIN notice_entry e ON e.notice_id = n.id"
            " JOIN candidate c ON c.id = e.candidate_id"
            " WHERE n.confirmed_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM objection o"
            "  WHERE o.notice_id = n.id AND o.candidate_id = c.id AND o.\"end\" = 'serious')"
            " ORDER BY n.id, e.position"
        )
    ).mappings()
    for candidate in {row["id"]: row for row in confirmed}.values():
        connection.execute(
            sa.text(
                "INSERT INTO honour"
                " (year, track, name, name_key, organisation, post, candidate_id)"
                " VALUES (:year, :track, :name, :name_key, :organisation, :post, :id)"
            ),
            {**candidate, "year": year, "post": _post(candidate["fields"])},
        )
    with op.batch_alter_table("reward") as batch:
        batch.add_column(sa.Column("honour_id", sa.Integer(), nullable=True))
    connection.execute(
        sa.text(
            "UPDATE reward SET honour_id ="
            " (SELECT h.id FROM honour h WHERE h.candidate_id = reward.candidate_id)"
        )
    )
    with op.batch_alter_table("reward") as batch:
        batch.alter_column("honour_id", existing_type=sa.Integer(), nullable=False)
        batch.create_index(op.f("ix_reward_honour_id"), ["honour_id"])
        batch.drop_constraint("fk_reward_candidate_id_candidate", type_="foreignkey")
        batch.create_foreign_key(
            op.f("fk_reward_honour_id_honour"), "honour", ["honour_id"], ["id"]
        )
        batch.drop_column("candidate_id")


def _fill_stages() -> None:
    """A track stands where its newest act left it."""
    connection = op.get_bind()
    for track in ("unit", "cadre"):
        stage = next((stage for stage, query in FOUND if _any(connection, query, track)), None)
        if stage is not None:
            connection.execute(
                sa.text("INSERT INTO track_stage (track, stage) VALUES (:track, :stage)"),
                {"track": track, "stage": stage},
            )


def _any(connection: sa.Connection, query: str, track: str) -> bool:
    return bool(connection.execute(sa.text(query), {"track": track}).scalar())


def _post(fields: str) -> str:
    return str(json.loads(fields).get("post", ""))


FOUND = (
    (
        "rewards",
        "SELECT count(*) FROM reward r JOIN honour h ON h.id = r.honour_id WHERE h.track = :track",
    ),
    (
        "confirmed",
        "SELECT count(*) FROM notice WHERE track = :track AND confirmed_on IS NOT NULL",
    ),
    ("notice", "SELECT count(*) FROM notice WHERE track = :track"),
    ("ballot", "SELECT count(*) FROM ballot_round WHERE track = :track"),
    ("consultation", "SELECT count(*) FROM opinion_request WHERE track = :track"),
)

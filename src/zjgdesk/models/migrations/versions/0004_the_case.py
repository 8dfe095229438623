"""The tolerance case: its steps, points, evidence, deliberation, corrections, and its search."""

import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORD, TEXT, DAY, NUMBER = sa.String(32), sa.String(), sa.Date(), sa.Integer()


def upgrade() -> None:
    """Apply."""
    _alter_cases()
    _create_the_way()
    _create_the_evidence()
    _create_the_deliberation()
    _create_the_end()
    _fill_cases()
    _alter_findings()
    _create_the_papers()
    _tighten_cases()
    _create_the_search()


def _alter_cases() -> None:
    with op.batch_alter_table("tolerance_case") as batch:
        for name in NEW_TEXTS:
            batch.add_column(sa.Column(name, TEXT, nullable=False, server_default=""))
        for name, word in NEW_WORDS.items():
            batch.add_column(sa.Column(name, WORD, nullable=word is None, server_default=word))
        for name in ("emergency", "reform"):
            batch.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        batch.add_column(sa.Column("state_on", DAY, nullable=True))
        batch.alter_column("measure", new_column_name="measure_words", existing_type=TEXT)
        batch.alter_column("applicant", existing_type=WORD, nullable=True)
    with op.batch_alter_table("tolerance_case") as batch:
        batch.add_column(sa.Column("measure", WORD, nullable=True))


def _create_the_way() -> None:
    _of_case(
        "case_step",
        _need("step", WORD),
        _need("on", DAY),
        _need("led_to", WORD),
        _need("words", TEXT),
        _need("document", TEXT),
        _need("at", sa.DateTime()),
        _need("actor", TEXT),
    )
    _of_case(
        "case_task",
        _need("what", TEXT),
        _need("who", TEXT),
        _may("until", DAY),
        _may("done_on", DAY),
        _need("report", TEXT),
    )
    _of_case(
        "case_statement",
        _need("name", TEXT),
        _need("spoken_as", WORD),
        _need("organisation", TEXT),
        _need("taken_on", DAY),
        _need("taken_by", TEXT),
        _need("text", TEXT),
    )
    op.create_table(
        "case_handler",
        _need("case_id", NUMBER),
        _need("account", TEXT),
        _to_case("case_handler"),
        sa.PrimaryKeyConstraint("case_id", "account", name=op.f("pk_case_handler")),
    )


def _create_the_evidence() -> None:
    _of_case(
        "case_document",
        *(_need(name, TEXT) for name in ("title", "file_name", "digest", "source", "actor")),
        _need("size", NUMBER),
        _need("received_on", DAY),
        _need("at", sa.DateTime()),
        sa.UniqueConstraint("case_id", "digest", name=op.f("uq_case_document_case_id_digest")),
    )


def _create_the_papers() -> None:
    """After the findings took their place: a renamed table takes what refers to it along."""
    op.create_table(
        "finding_paper",
        _need("finding_id", NUMBER),
        _need("document_id", NUMBER),
        sa.ForeignKeyConstraint(
            ["finding_id"],
            ["precondition_finding.id"],
            name=op.f("fk_finding_paper_finding_id_precondition_finding"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["case_document.id"],
            name=op.f("fk_finding_paper_document_id_case_document"),
        ),
        sa.PrimaryKeyConstraint("finding_id", "document_id", name=op.f("pk_finding_paper")),
    )


def _create_the_deliberation() -> None:
    figures = ("due", "present", "issued", "returned", "yes", "no", "abstain", "invalid")
    _of_case(
        "deliberation",
        _need("place", TEXT),
        _need("chair", TEXT),
        _may("question", WORD),
        *(_may(name, NUMBER) for name in figures),
        _need("stands", sa.Boolean()),
    )
    op.create_table(
        "case_member",
        _need("id", NUMBER),
        _need("deliberation_id", NUMBER),
        *(_need(name, TEXT) for name in ("name", "post", "recusal_reason", "words")),
        _need("recused", sa.Boolean()),
        _may("opinion", WORD),
        sa.ForeignKeyConstraint(
            ["deliberation_id"],
            ["deliberation.id"],
            name=op.f("fk_case_member_deliberation_id_deliberation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_member")),
        sa.UniqueConstraint(
            "deliberation_id", "name", name=op.f("uq_case_member_deliberation_id_name")
        ),
    )


def _create_the_end() -> None:
    texts = ("reason", "breach_reason", "departure_reason", "organ", "document")
    _of_case(
        "determination",
        _need("result", WORD),
        *(_need(name, TEXT) for name in texts),
        _may("given", WORD),
        _may("effect_until", DAY),
        _need("decided_on", DAY),
        _need("stands", sa.Boolean()),
        _need("set_aside_reason", TEXT),
    )
    _of_case(
        "correction",
        _need("what", TEXT),
        _need("who", TEXT),
        _may("until", DAY),
        _may("done_on", DAY),
        _need("report", TEXT),
    )
    op.create_table(
        "office_text",
        *(_need(name, TEXT) for name in ("kind", "text", "actor")),
        _need("at", sa.DateTime()),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_office_text")),
    )


def _fill_cases() -> None:
    connection = op.get_bind()
    for query in FILLED:
        connection.execute(sa.text(query))


def _alter_findings() -> None:
    """A finding on a precondition becomes one on each of its points."""
    op.rename_table("precondition_finding", "old_finding")
    op.create_table(
        "precondition_finding",
        _need("id", NUMBER),
        _need("case_id", NUMBER),
        _need("point", WORD),
        _need("finding", WORD),
        _need("evidence", TEXT),
        _need("found_by", TEXT),
        _need("found_on", DAY),
        _to_case("precondition_finding"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_precondition_finding")),
        sa.UniqueConstraint(
            "case_id", "point", name=op.f("uq_precondition_finding_case_id_point")
        ),
    )
    connection = op.get_bind()
    for number, points in POINTS.items():
        for point in points:
            connection.execute(sa.text(MOVED), {"number": number, "point": point})
    op.drop_table("old_finding")


def _tighten_cases() -> None:
    with op.batch_alter_table("tolerance_case") as batch:
        for name in NEW_TEXTS:
            batch.alter_column(name, existing_type=TEXT, server_default=None)
        for name, word in NEW_WORDS.items():
            if word is not None:
                batch.alter_column(name, existing_type=WORD, server_default=None)
        for name in ("emergency", "reform"):
            batch.alter_column(name, existing_type=sa.Boolean(), server_default=None)
        batch.alter_column("state_on", existing_type=DAY, nullable=False)
        for name in OLD:
            batch.drop_column(name)
        batch.create_unique_constraint(op.f("uq_tolerance_case_number"), ["number"])
        batch.create_index(op.f("ix_tolerance_case_candidate_id"), ["candidate_id"])
        batch.create_index(op.f("ix_tolerance_case_state"), ["state"])


def _create_the_search() -> None:
    """Pairs of characters are the words: every Chinese text is then found by any part of it."""
    connection = op.get_bind()
    connection.exec_driver_sql(SEARCHED)
    connection.exec_driver_sql("CREATE VIRTUAL TABLE case_pair USING fts5vocab(case_text, row)")
    for row in connection.execute(sa.text(OLD_TEXTS)).all():
        runs = (run for words in row[1:] for run in RUNS.findall(words))
        connection.execute(
            sa.text("INSERT INTO case_text (rowid, pairs) VALUES (:id, :pairs)"),
            {"id": row[0], "pairs": " ".join(pair for run in runs for pair in _pairs(run))},
        )


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))]


def _need(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _may(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _to_case(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["case_id"], ["tolerance_case.id"], name=op.f(f"fk_{table}_case_id_tolerance_case")
    )


def _of_case(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        _need("id", NUMBER),
        _need("case_id", NUMBER),
        *columns,
        _to_case(table),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_case_id"), table, ["case_id"])


NEW_TEXTS = ("number", "notice_document", "applicant_name", "grounds")
NEW_WORDS = {
    "subject": "person",
    "work": "other",
    "least": None,
    "most": None,
    "before_review": None,
}
OLD = (
    "applied_on",
    "closed_reason",
    "result",
    "decided_on",
    "reason",
    "breach_reason",
    "effect_until",
    "correction",
)
POINTS = {
    1: ("1a", "1b", "1c"),
    2: ("2a",),
    3: ("3a", "3b"),
    4: ("4a",),
    5: ("5a", "5b"),
    6: ("6a", "6b", "6c"),
}
SEARCHED = (
    "CREATE VIRTUAL TABLE case_text USING fts5"
    "(pairs, tokenize = 'unicode61 categories ''L* N* Co Cn S*''')"
)
RUNS = re.compile(r"[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
OLD_TEXTS = """
    SELECT c.id, c.person, c.organisation, c.post, c.organ, c.measure_words, c.account,
        coalesce((SELECT group_concat(words, ' ') FROM case_step WHERE case_id = c.id), ''),
        coalesce((SELECT group_concat(evidence, ' ') FROM precondition_finding
            WHERE case_id = c.id), '')
    FROM tolerance_case c
"""
MOVED = """
    INSERT INTO precondition_finding (case_id, point, finding, evidence, found_by, found_on)
    SELECT case_id, :point, finding, evidence, found_by, found_on FROM old_finding
    WHERE number = :number
"""
# The day of a step is that of its trail entry, in the country's one time zone.
STEP = """
    INSERT INTO case_step (case_id, step, "on", led_to, words, document, at, actor)
    SELECT c.id, '{step}', {on}, '{led_to}', {words}, '', t.at, t.actor
    FROM tolerance_case c
    JOIN trail_entry t ON t.subject = 'case:' || c.id AND t.action = '{action}'
    WHERE {where}
"""
TRAIL_DAY = "date(t.at, '+8 hours')"
FILLED = (
    "UPDATE tolerance_case SET number = strftime('%Y', notice_on) || '-' || printf('%03d', id)",
    *(
        STEP.format(step=step, on=on, led_to=led_to, words=words, action=action, where=where)
        for step, on, led_to, words, action, where in (
            ("notify", "c.notice_on", "notified", "''", "open_case", "1"),
            ("apply", "c.applied_on", "applied", "''", "open_case", "1"),
            ("accept", TRAIL_DAY, "accepted", "''", "accept_case", "1"),
            ("refuse", TRAIL_DAY, "refused", "c.closed_reason", "refuse_case", "1"),
            ("determine", "c.decided_on", "decided", "c.reason", "decide_case", "1"),
            ("withdraw", TRAIL_DAY, "withdrawn", "c.closed_reason", "withdraw_case", "1"),
        )
    ),
    'UPDATE tolerance_case SET state_on = coalesce((SELECT max("on") FROM case_step s'
    " WHERE s.case_id = tolerance_case.id), applied_on)",
    "INSERT INTO determination (case_id, result, reason, breach_reason, departure_reason, organ,"
    " document, given, effect_until, decided_on, stands, set_aside_reason)"
    " SELECT id, result, reason, breach_reason, '', '', '', NULL, effect_until, decided_on, 1, ''"
    " FROM tolerance_case WHERE state = 'decided'",
    "INSERT INTO correction (case_id, what, who, until, done_on, report)"
    " SELECT id, correction, '', NULL, NULL, '' FROM tolerance_case WHERE correction != ''",
    # Until now every clerk saw every case.
    "INSERT INTO case_handler (case_id, account) SELECT c.id, a.name"
    " FROM tolerance_case c, account a WHERE a.role = 'clerk' AND a.active",
)

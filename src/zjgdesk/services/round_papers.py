"""The papers of a round in the file: keyed, set aside, agreed, closed; and their erasing."""

from typing import Any

from sqlalchemy import Engine, func, select, text
from sqlalchemy.orm import Session

from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotPaper, HandLine, KeyedPaper, Settlement, TestPaper
from zjgdesk.rules.ballots import Paper
from zjgdesk.rules.keying import Cell, Validity, settled, unpack
from zjgdesk.rules.vocabulary import Mark
from zjgdesk.services.desk import Desk

FIRST, SECOND = 1, 2
REKEYED = "rekeyed"
"""How a cell is settled whose paper was keyed once more."""

WHOLE = 0
"""The position of a cell that is the validity of the whole paper."""


def held(session: Session, round_id: int) -> dict[str, int]:
    """Return how many rows of a round each table of papers holds, counted in the file itself.

    Rule: VOTE-22
    """
    tables = (TestPaper, KeyedPaper, Settlement, BallotPaper, HandLine)
    return {
        table.__tablename__: session.scalar(
            select(func.count()).select_from(table).where(table.round_id == round_id)
        )
        or 0
        for table in tables
    }


def numbers_of(session: Session, round_id: int, pass_no: int) -> frozenset[int]:
    """Return the stamped numbers that a pass has keyed; never what is on the papers."""
    query = select(KeyedPaper.paper_no).where(
        KeyedPaper.round_id == round_id, KeyedPaper.pass_no == pass_no
    )
    return frozenset(session.scalars(query))


def highest(session: Session, round_id: int) -> int:
    """Return the highest number keyed in any pass, 0 for none."""
    query = select(func.max(KeyedPaper.paper_no)).where(KeyedPaper.round_id == round_id)
    return session.scalar(query) or 0


def keyed_paper(session: Session, round_id: int, pass_no: int, paper_no: int) -> KeyedPaper | None:
    """Return one paper of one pass, if it was keyed."""
    query = select(KeyedPaper).where(
        KeyedPaper.round_id == round_id,
        KeyedPaper.pass_no == pass_no,
        KeyedPaper.paper_no == paper_no,
    )
    return session.scalars(query).first()


def pass_papers(session: Session, round_id: int, pass_no: int) -> dict[int, Paper]:
    """Return what a pass read, by number."""
    query = select(KeyedPaper).where(
        KeyedPaper.round_id == round_id, KeyedPaper.pass_no == pass_no
    )
    return {each.paper_no: as_paper(each) for each in session.scalars(query)}


def as_paper(row: KeyedPaper | TestPaper | BallotPaper) -> Paper:
    """Return a kept paper as the rules know it."""
    doubt = row.doubt if isinstance(row, KeyedPaper) else ""
    if row.invalid:
        return Paper(None, row.invalid)
    return Paper(unpack(row.marks), None, doubt)


def settlements_of(session: Session, round_id: int) -> dict[Cell, Mark | Validity]:
    """Return how each settled cell was settled, while the papers still have numbers."""
    query = select(Settlement).where(
        Settlement.round_id == round_id, Settlement.paper_no.is_not(None), Settlement.settled != ""
    )
    return {
        (cell.paper_no or 0, cell.position or None): choice(cell.position, cell.settled)
        for cell in session.scalars(query)
        if cell.settled != REKEYED
    }


def choice(position: int, settled_as: str) -> Mark | Validity:
    """Return what a cell was settled as."""
    return Validity(settled_as) if position == WHOLE else Mark(settled_as)


def open_cells(session: Session, round_id: int) -> int:
    """Return how many cells nobody has settled yet."""
    query = select(func.count()).where(Settlement.round_id == round_id, Settlement.settled == "")
    return session.scalar(query) or 0


def agreed_papers(session: Session, round_id: int) -> list[Paper]:
    """Return each paper as it counts, both passes and all settlements put together.

    Rule: VOTE-06, VOTE-24
    """
    papers = settled(
        pass_papers(session, round_id, FIRST),
        pass_papers(session, round_id, SECOND),
        settlements_of(session, round_id),
    )
    return list(papers.values())


def closed_papers(session: Session, round_id: int) -> list[Paper]:
    """Return the closed set of a round."""
    query = select(BallotPaper).where(BallotPaper.round_id == round_id).order_by(BallotPaper.id)
    return [as_paper(paper) for paper in session.scalars(query)]


def random_keys(desk: Desk, count: int) -> list[int]:
    """Return so many different keys of 62 bits, in no order that means anything."""
    keys: set[int] = set()
    while len(keys) < count:
        keys.add(desk.machine.chance.getrandbits(62))
    return sorted(keys)


def wipe_later(session: Session) -> None:
    """Note in the transaction that erases papers that the file is to be written anew.

    The note stays in the file's head until that was done, over any break.

    Rule: VOTE-25
    """
    session.execute(text("PRAGMA user_version = 1"))


def rewrite(engine: Engine) -> None:
    """Write the file anew and cut its journal, so that nothing erased remains in either.

    Raises:
        DeskError: `disk.not_rewritten`; it is done when the workspace is opened next.

    Rule: VOTE-25
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        connection.rollback()
        cursor = raw.cursor()
        try:
            if not cursor.execute("PRAGMA user_version").fetchone()[0]:
                return
            cursor.execute("PRAGMA temp_store = MEMORY")  # no copy of the papers beside the file
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA user_version = 0")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except engine.dialect.loaded_dbapi.OperationalError as error:
            raise DeskError("disk.not_rewritten", rule="VOTE-25") from error
        finally:
            cursor.close()


def engine_of(desk: Desk) -> Engine:
    """Return the engine under a desk."""
    engine: Engine = desk.sessions.kw["bind"]
    return engine

"""What an office adds to the order of names: characters of its own, lists put in order by hand."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from zjgdesk.models.base import Base
from zjgdesk.rules.vocabulary import OrderedList


class OwnStrokes(Base):
    """The strokes of a character that the shipped table does not place. Rule: ORDER-03."""

    __tablename__ = "own_strokes"

    character: Mapped[str] = mapped_column(primary_key=True)
    strokes: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]


class HandOrder(Base):
    """Why a list stands in an order of its own. Rule: ORDER-03.

    `by_rule` is the order by the rule as it stood when the list was fixed: candidates' ids, JSON.
    """

    __tablename__ = "hand_order"

    kind: Mapped[OrderedList] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reason: Mapped[str]
    by_rule: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]

"""The personnel form (任免审批表) of a candidate, as its file says it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, deferred, mapped_column

from zjgdesk.models.base import Base


class PersonnelForm(Base):
    """The newest form of a cadre; `fields` and `unknown` are JSON, the photograph its bytes."""

    __tablename__ = "personnel_form"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), unique=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import_record.id"))
    name: Mapped[str]
    digest: Mapped[str]
    fields: Mapped[str]
    family: Mapped[str]
    unknown: Mapped[str]
    photo: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    at: Mapped[datetime]
    actor: Mapped[str]

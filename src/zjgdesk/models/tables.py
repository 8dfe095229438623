"""Every mapped class, so that one import registers all tables."""

from zjgdesk.models import (
    candidates,
    honours,
    machines,
    notices,
    order,
    personnel,
    public_vote,
    rounds,
    tolerance,
    trail,
    workspace,
    year,
)
from zjgdesk.models.base import Base

__all__ = [
    "Base",
    "candidates",
    "honours",
    "machines",
    "notices",
    "order",
    "personnel",
    "public_vote",
    "rounds",
    "tolerance",
    "trail",
    "workspace",
    "year",
]

"""Every mapped class, so that one import registers all tables."""

from zjgdesk.models import candidates, notices, rounds, tolerance, trail, workspace
from zjgdesk.models.base import Base

__all__ = ["Base", "candidates", "notices", "rounds", "tolerance", "trail", "workspace"]

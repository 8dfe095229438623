"""How a candidate stands against the scheme: eligible, within the quota, complete."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.models.candidates import Candidate, Organisation
from zjgdesk.models.year import WrittenDecision
from zjgdesk.rules.eligibility import (
    may_stand_cadre,
    may_stand_unit,
    parse_deed_kind,
    parse_level,
)
from zjgdesk.rules.names import compact
from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import DecisionMatter, Track

# What the notice of a cadre names, beside the deed that is judged. Rules: NOTICE-03, SCHEME-04.
NEEDED: Mapping[Track, tuple[str, ...]] = {
    Track.CADRE: ("gender", "ethnicity", "birth", "education", "politics", "post", "deed"),
    Track.UNIT: ("organisation", "deed"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands against a candidate, and which written decisions let it stand all the same.

    `lacking` names the fields that are empty; without `judged` there is no deed of a known kind.
    """

    problem: Refusal | None = None
    over_quota: Refusal | None = None
    lacking: tuple[str, ...] = ()
    judged: bool = True
    decided: frozenset[DecisionMatter] = frozenset()

    @property
    def ineligible(self) -> bool:
        """Whether the candidate is outside the scheme and no decision lets it in."""
        return self.problem is not None and DecisionMatter.ELIGIBILITY not in self.decided


def fields_of(candidate: Candidate) -> dict[str, str]:
    """Return a candidate's words as the department wrote them."""
    words: dict[str, str] = json.loads(candidate.fields)
    return words


class Grounds:
    """What candidates of one workspace are judged by; read once for a whole list."""

    def __init__(self, session: Session) -> None:
        units = list(session.scalars(select(Organisation)))
        self._register = {compact(unit.name): unit.assessed for unit in units}
        self._quota = {
            (track, compact(unit.name)): quota
            for unit in units
            for track, quota in ((Track.UNIT, unit.unit_quota), (Track.CADRE, unit.cadre_quota))
            if quota is not None
        }
        self._decided: dict[int, frozenset[DecisionMatter]] = {}
        query = select(WrittenDecision.candidate_id, WrittenDecision.matter)
        for candidate_id, matter in session.execute(query):
            self._decided[candidate_id] = self.decided(candidate_id) | {matter}
        self._recommended = self._count(session) if self._quota else Counter()

    def decided(self, candidate_id: int) -> frozenset[DecisionMatter]:
        """Return what written decisions let stand for a candidate."""
        return self._decided.get(candidate_id, frozenset())

    def judge(self, candidate_id: int, track: Track, fields: Mapping[str, str]) -> Standing:
        """Judge one candidate by the words that the department wrote."""
        return Standing(
            problem=self._problem(track, fields),
            over_quota=self._over_quota(candidate_id, track, fields.get("organisation", "")),
            lacking=tuple(key for key in NEEDED[track] if not fields.get(key, "").strip()),
            judged=parse_deed_kind(fields.get("deed_kind", "")) is not None
            and bool(fields.get("deed", "").strip()),
            decided=self.decided(candidate_id),
        )

    def over_quota(self, track: Track) -> list[str]:
        """Return the units that recommended more than their quota.

        Rule: SCHEME-08
        """
        return [
            unit
            for (of, unit), count in self._recommended.items()
            if of is track and count > self._quota.get((of, unit), count)
        ]

    def _count(self, session: Session) -> Counter[tuple[Track, str]]:
        listed = Candidate.withdrawn_reason.is_(None)
        each = (Candidate.track, Candidate.organisation)
        found: Counter[tuple[Track, str]] = Counter()
        for track, unit, count in session.execute(
            select(*each, func.count()).where(listed).group_by(*each)
        ):
            found[track, compact(unit)] += count
        let_in = [of for of, matters in self._decided.items() if DecisionMatter.QUOTA in matters]
        for track, unit in session.execute(select(*each).where(listed, Candidate.id.in_(let_in))):
            found[track, compact(unit)] -= 1
        return found

    def _problem(self, track: Track, fields: Mapping[str, str]) -> Refusal | None:
        if track is Track.CADRE:
            text = fields.get("level", "")
            return may_stand_cadre(parse_level(text, fields.get("post", "")), text)
        return may_stand_unit(
            fields.get("name", ""), fields.get("organisation", ""), self._register
        )

    def _over_quota(self, candidate_id: int, track: Track, organisation: str) -> Refusal | None:
        if not self._quota:
            return None
        of = (track, compact(organisation))
        quota, count = self._quota.get(of), self._recommended[of]
        if quota is None or count <= quota:
            return None
        if DecisionMatter.QUOTA in self.decided(candidate_id):
            return None
        facts = {"organisation": organisation, "count": count, "quota": quota}
        return Refusal("candidate.over_quota", "SCHEME-08", facts)

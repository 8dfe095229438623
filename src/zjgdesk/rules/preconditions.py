"""The six preconditions as an argued checklist: their points, what was found, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from zjgdesk.rules.refusals import Refusal
from zjgdesk.rules.vocabulary import Finding


class Precondition(StrEnum):
    """The six preconditions in their order; number 1 is the first. Rule: TOL-02."""

    PERMITTED = "permitted"
    PROCEDURE = "procedure"
    NO_GAIN = "no_gain"
    NO_REPEAT = "no_repeat"
    REPAIRED = "repaired"
    NO_DISASTER = "no_disaster"

    @property
    def number(self) -> int:
        """The number by which people name it, from 1."""
        return PRECONDITIONS.index(self) + 1


PRECONDITIONS: Final = tuple(Precondition)


class Point(StrEnum):
    """What each precondition asks for, one by one; the figure names the precondition.

    Rule: TOL-02
    """

    NOT_FORBIDDEN_BY_LAW = "1a"
    NOT_FORBIDDEN_FROM_ABOVE = "1b"
    IN_LINE_WITH_POLICY = "1c"
    DECIDED_DEMOCRATICALLY = "2a"
    STUDIED = "2b"
    RISKS_ASSESSED = "2c"
    LEGALITY_REVIEWED = "2d"
    NO_IMPROPER_GAIN = "3a"
    NO_WILFUL_HARM = "3b"
    NOT_REPEATED = "4a"
    LOSSES_MADE_GOOD = "5a"
    EFFECTS_REMOVED = "5b"
    NO_ACCIDENT = "6a"
    NO_POLLUTION = "6b"
    NO_PETITIONING = "6c"

    @property
    def precondition(self) -> Precondition:
        """The precondition that it belongs to."""
        return PRECONDITIONS[int(self.value[0]) - 1]


REFORM_PAPERS: Final = (Point.STUDIED, Point.RISKS_ASSESSED, Point.LEGALITY_REVIEWED)
"""A major reform needs each of these as a paper in the file."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the work was: it decides which points are asked. Rule: TOL-02.

    Args:
        emergency: a sudden event was dealt with; the decision procedure is then not asked for.
        reform: a major reform or innovation; three papers are then asked for.
    """

    emergency: bool = False
    reform: bool = False


@dataclass(frozen=True, slots=True)
class Argued:
    """What was found of one point, and how many papers are attached to the finding."""

    finding: Finding
    papers: int = 0


Findings = Mapping[Point, Argued]


def asked(circumstances: Circumstances) -> tuple[Point, ...]:
    """Return the points that this case must answer, in their order.

    Rule: TOL-02
    """
    return tuple(
        point
        for point in Point
        if not (point is Point.DECIDED_DEMOCRATICALLY and circumstances.emergency)
        and not (point in REFORM_PAPERS and not circumstances.reform)
    )


def finding_of(point: Point, findings: Findings) -> Finding:
    """Return what was found of a point; what nobody looked at is unclear.

    Rule: TOL-02
    """
    argued = findings.get(point)
    return argued.finding if argued else Finding.UNCLEAR


def found(findings: Findings, circumstances: Circumstances) -> dict[Precondition, Finding]:
    """Return each precondition's finding: one point not met breaks it, one unclear leaves it open.

    Rule: TOL-02
    """
    return {each: _found(each, findings, circumstances) for each in PRECONDITIONS}


def breaches(findings: Findings, circumstances: Circumstances) -> tuple[int, ...]:
    """Return the numbers of the preconditions that were found not met.

    Rule: TOL-02, TOL-03
    """
    every = found(findings, circumstances)
    return tuple(each.number for each in PRECONDITIONS if every[each] is Finding.NOT_MET)


def unclear_points(findings: Findings, circumstances: Circumstances) -> tuple[Point, ...]:
    """Return the points still asked for that nobody has found on clearly.

    Rule: TOL-02
    """
    return tuple(
        point for point in asked(circumstances) if finding_of(point, findings) is Finding.UNCLEAR
    )


def may_find(point: Point, finding: Finding, *, evidence: str, papers: int) -> Refusal | None:
    """Return why a finding may not be recorded like this, None when it may.

    A finding is argued in words; that a reform was studied, its risks assessed and its legality
    reviewed is shown by the paper itself.

    Rule: TOL-02, TOL-17
    """
    if finding is Finding.UNCLEAR:
        return None
    if not evidence.strip():
        return Refusal("case.evidence_missing", "TOL-17", {"point": point})
    if point in REFORM_PAPERS and finding is Finding.MET and not papers:
        return Refusal("case.paper_missing", "TOL-02", {"point": point})
    return None


def unclear(findings: Findings, circumstances: Circumstances) -> Refusal | None:
    """Return which preconditions lack a clear finding, None when all that is asked is found.

    Rule: TOL-02
    """
    waiting = unclear_points(findings, circumstances)
    if waiting:
        return Refusal("case.unclear", "TOL-02", {"points": waiting})
    lacking = tuple(
        point
        for point in REFORM_PAPERS
        if circumstances.reform
        and finding_of(point, findings) is Finding.MET
        and not findings[point].papers
    )
    if lacking:
        return Refusal("case.paper_missing", "TOL-02", {"point": lacking[0]})
    return None


def _found(each: Precondition, findings: Findings, circumstances: Circumstances) -> Finding:
    points = [point for point in asked(circumstances) if point.precondition is each]
    every = {finding_of(point, findings) for point in points}
    for finding in (Finding.NOT_MET, Finding.UNCLEAR):
        if finding in every:
            return finding
    return Finding.MET

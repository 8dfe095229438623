"""The papers of a closed round in NIST's common data format for cast vote records, version 1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zjgdesk.rules.ballots import Paper, Verdict, judge_paper
from zjgdesk.rules.vocabulary import Mark

ELECTION, UNIT, DEVICE = "election", "committee", "desk"
CHOICES = {Mark.YES: "同意", Mark.NO: "不同意", Mark.ABSTAIN: "弃权"}
"""A void row chooses nothing: it is a contest that the rules invalidate. Rule: VOTE-06."""


@dataclass(frozen=True, slots=True)
class CvrFacts:
    """What the export says beside the papers; names in ballot order."""

    title: str
    meeting: str
    committee: str
    names: tuple[str, ...]
    places: int
    program: str
    at: datetime


def build_cvr(facts: CvrFacts, papers: Sequence[Paper]) -> bytes:
    """Return one record a paper, each row of the ballot a contest of yes, no and abstain.

    The records have no numbers, and the caller's order means nothing. A paper that is wholly
    invalid is kept with its contests invalidated; what was marked stays readable where it is known.

    Rule: VOTE-05, VOTE-06, VOTE-25
    """
    report = {
        "@type": "CVR.CastVoteRecordReport",
        "Version": "1.0.0",
        "GeneratedDate": facts.at.isoformat(timespec="seconds"),
        "ReportType": ["adjudicated"],
        "Notes": f"{facts.meeting}；应选 {facts.places} 名；记录的先后没有意义。",
        "ReportGeneratingDeviceIds": [DEVICE],
        "ReportingDevice": [
            {"@id": DEVICE, "@type": "CVR.ReportingDevice", "Application": facts.program}
        ],
        "GpUnit": [
            {
                "@id": UNIT,
                "@type": "CVR.GpUnit",
                "Type": "other",
                "OtherType": "committee",
                "Name": facts.committee,
            }
        ],
        "Election": [_election(facts)],
        "CVR": [_record(paper, facts) for paper in papers],
    }
    return json.dumps(report, ensure_ascii=False, indent=1).encode()


def _election(facts: CvrFacts) -> dict[str, object]:
    rows = list(enumerate(facts.names, start=1))
    return {
        "@id": ELECTION,
        "@type": "CVR.Election",
        "Name": facts.title,
        "ElectionScopeId": UNIT,
        "Candidate": [
            {"@id": f"candidate-{row}", "@type": "CVR.Candidate", "Name": name}
            for row, name in rows
        ],
        "Contest": [
            {
                "@id": f"contest-{row}",
                "@type": "CVR.BallotMeasureContest",
                "Name": name,
                "VoteVariation": "majority",
                "ContestSelection": [
                    {
                        "@id": _selection(row, mark),
                        "@type": "CVR.BallotMeasureSelection",
                        "Selection": word,
                    }
                    for mark, word in CHOICES.items()
                ],
            }
            for row, name in rows
        ],
    }


def _record(paper: Paper, facts: CvrFacts) -> dict[str, object]:
    counts = judge_paper(paper, facts.places) is Verdict.VALID
    marks = paper.marks or (Mark.VOID,) * len(facts.names)
    snapshot: dict[str, object] = {
        "@id": "interpreted",
        "@type": "CVR.CVRSnapshot",
        "Type": "interpreted",
        "CVRContest": [
            _contest(row, mark, counts=counts) for row, mark in enumerate(marks, start=1)
        ],
    }
    if not counts:
        snapshot |= {"Status": ["other"], "OtherStatus": paper.invalid or Verdict.TOO_MANY.value}
    return {
        "@type": "CVR.CVR",
        "ElectionId": ELECTION,
        "CreatingDeviceId": DEVICE,
        "CurrentSnapshotId": "interpreted",
        "CVRSnapshot": [snapshot],
    }


def _contest(row: int, mark: Mark, *, counts: bool) -> dict[str, object]:
    contest: dict[str, object] = {"@type": "CVR.CVRContest", "ContestId": f"contest-{row}"}
    if not counts or mark not in CHOICES:
        contest["Status"] = ["invalidated-rules"]
    if mark in CHOICES:
        contest["CVRContestSelection"] = [
            {
                "@type": "CVR.CVRContestSelection",
                "ContestSelectionId": _selection(row, mark),
                "TotalNumberVotes": int(counts),
                "SelectionPosition": [
                    {
                        "@type": "CVR.SelectionPosition",
                        "HasIndication": "yes",
                        "NumberVotes": 1,
                        "IsAllocable": "yes" if counts else "no",
                    }
                ],
            }
        ]
    return contest


def _selection(row: int, mark: Mark) -> str:
    return f"contest-{row}-{mark.value}"

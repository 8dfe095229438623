"""The sample's way from the recommendation to the second shortlist."""

import csv
import io
from datetime import date

from zjgdesk.exchange.headers import as_text
from zjgdesk.exchange.sheets import read_sheets
from zjgdesk.resources import resources
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    DecisionMatter,
    OpinionGroup,
    OrganisationKind,
    ShortlistKind,
    Track,
)
from zjgdesk.services import (
    candidates,
    decisions,
    opinions,
    shortlists,
    stages,
    vote_codes,
    vote_files,
)
from zjgdesk.services.decisions import Conclusion, Decision
from zjgdesk.services.desk import Desk
from zjgdesk.services.shortlists import ShortlistDecision
from zjgdesk.services.vote_file_rows import VoteFileRow
from zjgdesk.services.vote_files import NewVotes

INITIAL_ON, SECOND_ON = date(2026, 10, 28), date(2026, 11, 10)
PLACE = "（示例）市委组织部部务会议"
CODES, PAPER, ROWS = "候选编号.csv", "报纸投票统计.xlsx", "网络投票明细.csv"
MORE, MEDIUM = "3120", "示例光盘"

KEPT = Decision(
    PLACE, "（示例）部务会议纪要", date(2026, 10, 26), "（示例）经核实不影响评选，予以保留"
)
SAID = Conclusion("廉洁自律方面未发现问题", "（示例）书记", "（示例）纪委书记", date(2026, 10, 20))


def settle_recommendation(desk: Desk) -> None:
    """Units over their quota get their decision, missing kinds of deeds are filled in."""
    for row in candidates.list_candidates(desk, Track.CADRE):
        if row.standing.over_quota:
            decision = Decision(PLACE, "（示例）部务会议纪要", date(2026, 10, 9), "同意超额推荐")
            decisions.record_decision(desk, row.id, DecisionMatter.QUOTA, decision)
        if not row.standing.judged:
            changes = {"deed_kind": row.deed_kind or "重大项目", "deed": "（示例）牵头项目建设"}
            candidates.change_candidate(desk, row.id, changes, reason="单位补充报送")
    stages.go_on(desk, Track.CADRE)


def settle_consultation(desk: Desk) -> None:
    """The clearance is completed, the affected kept by decision, the conclusions are signed."""
    for row in candidates.list_candidates(desk, Track.CADRE):
        for organ in ClearanceOrgan:
            if row.clearance[organ] is None:
                opinions.record_clearance(desk, row.id, organ, ClearanceAnswer.CLEAR)
        if ClearanceAnswer.AFFECTED in row.clearance.values():
            decisions.record_decision(desk, row.id, DecisionMatter.CLEARANCE, KEPT)
    by_unit: dict[str, list[int]] = {}
    for row in candidates.list_candidates(desk, Track.CADRE):
        if row.state == "nominated":
            by_unit.setdefault(row.organisation, []).append(row.id)
    for ids in by_unit.values():
        decisions.record_conclusions(desk, ids, SAID)
    stages.go_on(desk, Track.CADRE)


def decide_initial(desk: Desk, also: str) -> int:
    """Choose those whom the list of codes names, and one more; the others get their reason."""
    named = {name for _code, name in vote_codes.names_in(CODES, _sample(CODES))} | {also}
    keys = {"".join(name.split()) for name in named}
    page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.INITIAL)
    chosen = [
        row.id
        for row in page.rows
        if "".join(row.candidate.name.split()) in keys and row.stopped is None
    ]
    shortlists.choose(desk, Track.CADRE, ShortlistKind.INITIAL, chosen, chosen=True)
    return _decide(desk, ShortlistKind.INITIAL, INITIAL_ON)


def count_the_votes(desk: Desk, also: str) -> dict[str, object]:
    """Codes as published; the newspaper corrects its totals; the vendor's rows."""
    vote_codes.take_codes(desk, Track.CADRE, CODES, _sample(CODES), number_rest=True)
    added = next(row for row in vote_codes.list_codes(desk, Track.CADRE) if row.name == also)
    paper = _count(desk, _sample(PAPER), NewVotes(PAPER, medium=MEDIUM))
    corrected = _csv(PAPER, [added.code, added.name, MORE, "0", ""])
    told = NewVotes(
        "报纸投票统计（更正）.csv",
        medium=MEDIUM,
        replaces_id=paper.id,
        reason="（示例）报社来函更正：漏计一名",
    )
    _count(desk, corrected, told)
    rows = _count(desk, _sample(ROWS), NewVotes(ROWS, medium=MEDIUM))
    stages.go_on(desk, Track.CADRE)
    votes = sum(channel.raw for channel in rows.channels)
    return {"votes": votes, "valid": rows.valid, "annulled": votes - rows.valid}


def decide_second(desk: Desk, also: str, standing: int) -> int:
    """Choose the first by rank, far enough down to take in one name."""
    page = shortlists.read_shortlist(desk, Track.CADRE, ShortlistKind.SECOND)
    free = [row for row in page.rows if row.stopped is None]
    place = next(at for at, row in enumerate(free, start=1) if row.candidate.name == also)
    shortlists.choose_first(desk, Track.CADRE, ShortlistKind.SECOND, max(standing, place))
    return _decide(desk, ShortlistKind.SECOND, SECOND_ON)


def addressees(desk: Desk) -> dict[OpinionGroup, tuple[str, ...]]:
    """Return who is asked: some towns, some departments, the leaders."""
    register = candidates.list_organisations(desk)
    towns = tuple(o.name for o in register if o.kind is OrganisationKind.TOWN)
    departments = tuple(o.name for o in register if o.kind is OrganisationKind.DEPARTMENT)
    return {
        OpinionGroup.TOWNS: towns[:3],
        OpinionGroup.DEPARTMENTS: departments[:2],
        OpinionGroup.LEADERS: ("（示例）市委领导班子",),
    }


def _decide(desk: Desk, kind: ShortlistKind, on: date) -> int:
    page = shortlists.read_shortlist(desk, Track.CADRE, kind)
    last = max(row.rank for row in page.rows if row.chosen)
    for row in page.rows:
        if not row.chosen and row.rank < last and row.stopped is None:
            shortlists.give_reason(
                desk, Track.CADRE, kind, row.id, reason="（示例）综合比选，本轮不入围"
            )
    decision = ShortlistDecision(on, PLACE, "（示例）按意见、票数和事迹综合比选")
    shortlists.decide_shortlist(desk, Track.CADRE, kind, decision)
    return page.chosen


def _count(desk: Desk, content: bytes, new: NewVotes) -> VoteFileRow:
    return vote_files.count_votes(desk, Track.CADRE, io.BytesIO(content), new)


def _csv(name: str, more: list[str]) -> bytes:
    """Return a sample spreadsheet with one more row, as a newspaper would send its correction."""
    (sheet,) = read_sheets(name, _sample(name))
    text = io.StringIO()
    csv.writer(text).writerows([*[[as_text(cell) for cell in row] for row in sheet.rows], more])
    return text.getvalue().encode("gb18030")


def _sample(name: str) -> bytes:
    return (resources() / "sample" / name).read_bytes()

"""The committee's lists: what was said, who is shortlisted, how the public voted."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from zjgdesk.documents.roster import RosterColumn, RosterFacts, RosterRow, build_roster
from zjgdesk.documents.words import TRACKS, chinese_date
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, Opinion, OpinionRequest
from zjgdesk.models.year import Shortlist
from zjgdesk.rules.public_vote import FORMULA
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    ClearanceAnswer,
    ClearanceOrgan,
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    ShortlistState,
    Track,
)
from zjgdesk.services import (
    candidates,
    papers,
    rounds,
    scheme,
    shortlists,
    stage_facts,
    vote_results,
)
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.desk import Deed, Desk
from zjgdesk.services.issued import IssuedRow
from zjgdesk.services.shortlists import ShortlistPage, ShortlistRow
from zjgdesk.services.standing import fields_of

SUMMARY, SHORTLIST, LIST, VOTES = "opinion_summary", "shortlist", "shortlist_public", "votes"
GROUPS = {
    OpinionGroup.TOWNS: "区镇",
    OpinionGroup.DEPARTMENTS: "市级机关",
    OpinionGroup.LEADERS: "四套班子",
}
ORGANS = {
    ClearanceOrgan.DISCIPLINE: "纪委监委",
    ClearanceOrgan.POLICE: "公安",
    ClearanceOrgan.PROCURATORATE: "检察院",
    ClearanceOrgan.COURT: "法院",
}
ANSWERS = {
    ClearanceAnswer.CLEAR: "无影响",
    ClearanceAnswer.AFFECTED: "有影响",
    ClearanceAnswer.PENDING: "待核实",
    ClearanceAnswer.UNKNOWN: "不掌握",
}
SAID = {
    OpinionAnswer.YES: "同意",
    OpinionAnswer.RESERVED: "有保留",
    OpinionAnswer.NO: "不同意",
}
KINDS = {ShortlistKind.INITIAL: "初审入围", ShortlistKind.SECOND: "二次入围"}
# Of the summary, in millimetres: what is left is the name's.
WIDTHS = {
    Track.CADRE: (30.0, 17.0, 18.0, 18.0, 17.0, 16.0, 16.0, 16.0, 44.0),
    Track.UNIT: (28.0, 15.0, 17.0, 17.0, 17.0, 15.5, 15.5, 15.5, 30.0),
}
OPEN_CASE, EFFECT = "问责或容错案件办理中", "影响期内"


def print_summary(desk: Desk, track: Track) -> IssuedRow:
    """Print what consultation and clearance brought, for the committee.

    Rule: OPINION-01, OPINION-03, OPINION-05

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=SUMMARY) as deed:
        head, rows = _summary(desk, deed.session, track)
        title = f"{desk.year}年度{TRACKS[track]}候选对象\n征求意见情况汇总表"
        widths = WIDTHS[track]
        facts = RosterFacts(
            title=title,
            track=track,
            columns=_columns(head[1:], widths, left={0, 8}),
            rows=tuple(RosterRow(row[0], row[1:]) for row in rows),
            after=("各组意见栏依次为同意、有保留、不同意的份数。",),
            landscape=True,
            foot=papers.foot(deed.session),
            security=_security(deed.session),
        )
        return _keep(desk, deed, facts, SUMMARY)


def summary_table(desk: Desk, track: Track) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the same as a table, for a spreadsheet: its head and its rows."""
    with desk.reading() as session:
        return _summary(desk, session, track)


def print_shortlist(desk: Desk, track: Track, kind: ShortlistKind, *, internal: bool) -> IssuedRow:
    """Print a shortlist: with all facts for the committee, or the decided names alone.

    Rule: SCHEME-05, SCHEME-06, VOTE-11, VOTE-17

    Raises:
        DeskError: `shortlist.undecided`, or what the page refuses.
    """
    name = SHORTLIST if internal else LIST
    with desk.acting(Action.PRINT_PAPER, f"shortlist:{track}:{kind}", kind=name) as deed:
        page = shortlists.page_of(desk, deed.session, track, kind)
        if internal:
            facts = _internal(desk, deed.session, page)
        elif page.state is ShortlistState.DECIDED:
            facts = _public(desk, deed.session, page)
        else:
            raise DeskError("shortlist.undecided", rule="SCHEME-05")
        return _keep(desk, deed, facts, name)


def print_votes(desk: Desk, track: Track) -> IssuedRow:
    """Print the result of the public vote: channels apart, shares, ranks, the formula.

    Rule: PUBLIC-02

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=VOTES) as deed:
        session = deed.session
        found = vote_results.results_of(session, track)
        people = {c.id: c for c in session.scalars(select(Candidate))}
        channels = sorted({channel for row in found for channel in row.channels})
        name = 50.0 if track is Track.UNIT else 26.0
        width = min(33.0, (225.0 - 61.0 - name - 28.0) / max(len(channels), 1))
        place = 225.0 - 61.0 - name - width * len(channels)
        columns = (
            RosterColumn("编号", 14.0),
            RosterColumn("推荐单位", place, left=True),
            *(RosterColumn(f"{channel}\n原始/剔除/有效", width) for channel in channels),
            RosterColumn("加权得票率", 22.0),
            RosterColumn("排名", 14.0),
        )
        rows = tuple(
            RosterRow(
                people[row.candidate_id].name_key,
                (
                    row.code,
                    people[row.candidate_id].organisation,
                    *(
                        f"{v.raw}/{v.annulled}/{v.valid}"
                        for v in (row.channels[channel] for channel in channels)
                    ),
                    f"{float(row.weighted) * 100:.3f}%",
                    str(row.rank),
                ),
            )
            for row in found
        )
        weights = scheme.scheme_value(session, "vote.weights") or "各渠道相等"
        facts = RosterFacts(
            title=f"{desk.year}年度{TRACKS[track]}候选对象\n群众投票结果统计表",
            track=track,
            columns=columns,
            rows=rows,
            after=(
                f"加权得票率为各渠道得票率（有效票占该渠道全部有效票的比例）按权重的平均，"
                f"公式 {FORMULA}，权重：{weights}。",
            ),
            landscape=True,
            foot=papers.foot(session),
            security=_security(session),
        )
        return _keep(desk, deed, facts, VOTES)


def _summary(
    desk: Desk, session: Session, track: Track
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    rows = [
        row for row in candidates.rows_of(session, desk.today(), track) if row.state == "nominated"
    ]
    counts, texts = _said(session, track)
    head = (
        "名称",
        "推荐单位",
        *GROUPS.values(),
        *ORGANS.values(),
        "有保留、不同意的具体意见和案件提示",
    )
    return head, [
        (
            row.name,
            row.organisation,
            *(_counted(counts, row.id, group) for group in GROUPS),
            *(_answer(row.clearance[organ]) for organ in ORGANS),
            "；".join([*texts.get(row.id, []), *_case(row)]),
        )
        for row in rows
    ]


def _said(
    session: Session, track: Track
) -> tuple[dict[tuple[int, OpinionGroup, OpinionAnswer], int], dict[int, list[str]]]:
    """Count the newest answers of each group, and gather the words of doubts and refusals."""
    query = (
        select(Opinion, OpinionRequest)
        .join(OpinionRequest, OpinionRequest.id == Opinion.request_id)
        .where(OpinionRequest.track == track)
        .order_by(OpinionRequest.round_no, OpinionRequest.id)
    )
    newest = {
        (o.candidate_id, request.group, request.addressee): o
        for o, request in session.execute(query)
    }
    counts: dict[tuple[int, OpinionGroup, OpinionAnswer], int] = {}
    texts: dict[int, list[str]] = {}
    for (candidate_id, group, addressee), opinion in newest.items():
        of = (candidate_id, group, opinion.answer)
        counts[of] = counts.get(of, 0) + 1
        if opinion.answer is not OpinionAnswer.YES:
            told = f"{addressee}（{SAID[opinion.answer]}）：{opinion.text}"
            texts.setdefault(candidate_id, []).append(told)
    return counts, texts


def _counted(
    counts: Mapping[tuple[int, OpinionGroup, OpinionAnswer], int], id_: int, group: OpinionGroup
) -> str:
    return "/".join(str(counts.get((id_, group, answer), 0)) for answer in OpinionAnswer)


def _answer(answer: ClearanceAnswer | None) -> str:
    return "未答复" if answer is None else ANSWERS[answer]


def _case(row: CandidateRow) -> tuple[str, ...]:
    if row.case is None:
        return ()
    return (OPEN_CASE if row.case.kind == "open" else EFFECT,)


def _internal(desk: Desk, session: Session, page: ShortlistPage) -> RosterFacts:
    second = page.kind is ShortlistKind.SECOND
    columns = (
        RosterColumn("排名", 13.0),
        RosterColumn("推荐单位", 40.0, left=True),
        *((RosterColumn("加权得票率", 23.0),) if second else ()),
        RosterColumn("同意/有保留/不同意", 26.0),
        RosterColumn("纪公检法", 24.0),
        RosterColumn("入围", 14.0),
        RosterColumn("说明和提示", 48.0 if second else 71.0, left=True),
    )
    told = (
        f"名额{page.places}，按差额要求至少{page.wanted}，入围{page.chosen}；"
        f"排序办法 {page.formula}。"
    )
    return RosterFacts(
        title=f"{desk.year}年度{TRACKS[page.track]}\n{KINDS[page.kind]}情况表",
        track=page.track,
        columns=columns,
        rows=tuple(
            RosterRow(row.candidate.name, _internal_cells(row, second=second)) for row in page.rows
        ),
        before=(told,),
        after=_decided(page),
        landscape=True,
        foot=papers.foot(session),
        security=_security(session),
    )


def _internal_cells(row: ShortlistRow, *, second: bool) -> tuple[str, ...]:
    person = row.candidate
    share = f"{float(row.votes.weighted) * 100:.3f}%" if row.votes else ""
    answers = {answer for answer in person.clearance.values() if answer}
    worst = next(
        (
            a
            for a in (ClearanceAnswer.AFFECTED, ClearanceAnswer.PENDING, ClearanceAnswer.UNKNOWN)
            if a in answers
        ),
        ClearanceAnswer.CLEAR,
    )
    clearance = ANSWERS[worst] if answers and None not in person.clearance.values() else "未齐"
    return (
        str(row.rank),
        person.organisation,
        *((share,) if second else ()),
        f"{person.yes}/{person.reserved}/{person.no}",
        clearance,
        "入围" if row.chosen else "",
        "；".join(part for part in (row.reason, *_case(person)) if part),
    )


def _public(desk: Desk, session: Session, page: ShortlistPage) -> RosterFacts:
    kept = stage_facts.decided_list(session, page.track, page.kind)
    chosen = _in_order(session, kept) if kept else []
    unit = page.track is Track.UNIT
    counter = "个" if unit else "名"
    on = page.decided_on or desk.today()
    return RosterFacts(
        title=f"{desk.year}年度{TRACKS[page.track]}\n{KINDS[page.kind]}名单",
        track=page.track,
        columns=(
            RosterColumn("所属单位" if unit else "单位及职务", 60.0 if unit else 105.0, left=True),
        ),
        rows=tuple(
            RosterRow(
                c.name_key,
                (c.organisation if unit else fields_of(c).get("post") or c.organisation,),
            )
            for c in chosen
        ),
        before=(
            f"{chinese_date(on)}，{page.place}确定{KINDS[page.kind]}对象{len(chosen)}{counter}"
            f"（{'按单位名录顺序排列' if unit else '按姓氏笔画为序'}）：",
        ),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        issued_on=on,
        foot=papers.foot(session),
        security=_security(session),
    )


def _in_order(session: Session, kept: Shortlist) -> list[Candidate]:
    ids = stage_facts.chosen_ids(session, kept)
    found = [session.get_one(Candidate, candidate_id) for candidate_id in ids]
    return rounds.in_order(session, kept.track, found)


def _decided(page: ShortlistPage) -> tuple[str, ...]:
    if page.decided_on is None:
        return ("本表为拟定稿，尚未确定。",)
    return (f"{chinese_date(page.decided_on)}，{page.place}确定。依据和理由：{page.reason}。",)


def _columns(
    titles: tuple[str, ...], widths: tuple[float, ...], *, left: set[int]
) -> tuple[RosterColumn, ...]:
    return tuple(
        RosterColumn(title, width, left=at in left)
        for at, (title, width) in enumerate(zip(titles, widths, strict=True))
    )


def _security(session: Session) -> str:
    return scheme.scheme_value(session, "security")


def _keep(desk: Desk, deed: Deed, facts: RosterFacts, kind: str) -> IssuedRow:
    content = build_roster(facts, papers.fonts_of(desk))
    return papers.keep(desk, deed, content, kind=kind, title=facts.title)

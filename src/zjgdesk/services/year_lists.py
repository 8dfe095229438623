"""The committee's lists: what was said, who is shortlisted, how the public voted."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from zjgdesk.documents import opinion_summary, votes_report
from zjgdesk.documents.opinion_summary import (
    GroupOpinions,
    Remark,
    SummaryFacts,
    SummaryLine,
    build_opinion_summary,
)
from zjgdesk.documents.shortlist import (
    FACTS_KIND,
    NAMES_KIND,
    ShortlistFacts,
    ShortlistLine,
    build_shortlist,
    build_shortlist_names,
)
from zjgdesk.documents.votes_report import (
    AnnulledVotes,
    ChannelTally,
    CountedFile,
    VoteLine,
    VotesFacts,
    build_votes_report,
)
from zjgdesk.documents.words import CLEARANCE, GROUPS, OPINIONS, ORGANS, SHORTLISTS, TRACKS
from zjgdesk.errors import DeskError
from zjgdesk.models.candidates import Candidate, Opinion, OpinionRequest
from zjgdesk.models.public_vote import VoteFile
from zjgdesk.models.workspace import SchemeValue
from zjgdesk.rules.public_vote import FORMULA
from zjgdesk.rules.roles import Action
from zjgdesk.rules.scheme import parse_weights
from zjgdesk.rules.vocabulary import (
    OpinionAnswer,
    OpinionGroup,
    ShortlistKind,
    ShortlistState,
    Track,
    VoteFileState,
)
from zjgdesk.services import (
    candidates,
    list_order,
    office_texts,
    papers,
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
from zjgdesk.services.vote_file_rows import row_of

SUMMARY, SHORTLIST, LIST, VOTES = "opinion_summary", "shortlist", "shortlist_public", "votes"
OPEN_CASE, EFFECT = "问责或容错案件办理中", "影响期内"
UNANSWERED = "未答复"


@dataclass(slots=True)
class _Said:
    """What one candidate was told by each group, and the words of doubts and refusals."""

    counts: Counter[tuple[OpinionGroup, OpinionAnswer]] = field(default_factory=Counter)
    remarks: list[Remark] = field(default_factory=list)


def print_summary(desk: Desk, track: Track) -> IssuedRow:
    """Print what consultation and clearance brought, for the committee.

    Rule: OPINION-01, OPINION-03, OPINION-05

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=SUMMARY) as deed:
        session = deed.session
        facts = SummaryFacts(
            year=desk.year,
            track=track,
            lines=tuple(_summary_lines(desk, session, track)),
            foot=papers.foot(session),
            security=_security(session),
            template=office_texts.text_of(session, opinion_summary.KIND),
        )
        content = build_opinion_summary(facts, papers.fonts_of(desk))
        return _keep(desk, deed, content, SUMMARY, f"{TRACKS[track]}候选对象征求意见情况汇总表")


def summary_table(desk: Desk, track: Track) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the same as a table, for a spreadsheet: its head and its rows."""
    head = (
        "名称",
        "推荐单位",
        *(f"{group}{answer}" for group in GROUPS.values() for answer in OPINIONS.values()),
        *ORGANS.values(),
        "有保留、不同意的具体意见",
        "案件提示",
    )
    with desk.reading() as session:
        return head, [_summary_row(line) for line in _summary_lines(desk, session, track)]


def print_shortlist(desk: Desk, track: Track, kind: ShortlistKind, *, internal: bool) -> IssuedRow:
    """Print a shortlist: with all facts for the committee, or the decided names alone.

    Rule: SCHEME-05, SCHEME-06, VOTE-11, VOTE-17

    Raises:
        DeskError: `shortlist.undecided`, or what the page refuses.
    """
    name = SHORTLIST if internal else LIST
    with desk.acting(Action.PRINT_PAPER, f"shortlist:{track}:{kind}", kind=name) as deed:
        session = deed.session
        page = shortlists.page_of(desk, session, track, kind)
        if not internal and page.state is not ShortlistState.DECIDED:
            raise DeskError("shortlist.undecided", rule="SCHEME-05")
        build = build_shortlist if internal else build_shortlist_names
        facts = _shortlist_facts(desk, session, page, internal=internal)
        title = f"{TRACKS[track]}{SHORTLISTS[kind]}{'情况表' if internal else '名单'}"
        return _keep(desk, deed, build(facts, papers.fonts_of(desk)), name, title)


def print_votes(desk: Desk, track: Track) -> IssuedRow:
    """Print the result of the public vote: channels apart, shares, ranks, the formula.

    Rule: PUBLIC-02, PUBLIC-04

    Raises:
        DeskError: what the page refuses.
    """
    with desk.acting(Action.PRINT_PAPER, f"track:{track}", kind=VOTES) as deed:
        content = build_votes_report(
            _votes_facts(desk, deed.session, track), papers.fonts_of(desk)
        )
        return _keep(desk, deed, content, VOTES, f"{TRACKS[track]}候选对象群众投票结果统计表")


def _summary_lines(desk: Desk, session: Session, track: Track) -> list[SummaryLine]:
    said = _said(session, track)
    asked: dict[OpinionGroup, int] = dict(
        session.execute(
            select(OpinionRequest.group, func.count(OpinionRequest.addressee.distinct()))
            .where(OpinionRequest.track == track)
            .group_by(OpinionRequest.group)
        ).all()
    )
    return [
        SummaryLine(
            name=row.name,
            organisation=row.organisation,
            groups={group: _group(said[row.id], group, count) for group, count in asked.items()},
            clearance=row.clearance,
            remarks=tuple(said[row.id].remarks),
            case=case_words(row),
        )
        for row in candidates.rows_of(session, desk.today(), track)
        if row.state == "nominated"
    ]


def _said(session: Session, track: Track) -> Mapping[int, _Said]:
    """Count the newest answers of each addressee, and gather the words beside them."""
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
    found: dict[int, _Said] = defaultdict(_Said)
    for (candidate_id, group, addressee), opinion in newest.items():
        said = found[candidate_id]
        said.counts[group, opinion.answer] += 1
        if opinion.answer is not OpinionAnswer.YES:
            said.remarks.append(Remark(addressee, opinion.answer, opinion.text))
    return found


def _group(said: _Said, group: OpinionGroup, asked: int) -> GroupOpinions:
    answers = [said.counts[group, answer] for answer in OpinionAnswer]
    return GroupOpinions(asked, sum(answers), *answers)


def _summary_row(line: SummaryLine) -> tuple[str, ...]:
    told = "；".join(
        f"{each.addressee}（{OPINIONS[each.answer]}）：{each.text}" for each in line.remarks
    )
    none = GroupOpinions(0, 0, 0, 0, 0)
    groups = [line.groups.get(group, none) for group in GROUPS]
    return (
        line.name,
        line.organisation,
        *(str(count) for each in groups for count in (each.yes, each.reserved, each.no)),
        *(
            UNANSWERED if answer is None else CLEARANCE[answer]
            for answer in (line.clearance.get(organ) for organ in ORGANS)
        ),
        told,
        line.case,
    )


def case_words(row: CandidateRow) -> str:
    """Return the mark of an open case beside a name. Rule: OPINION-05."""
    if row.case is None:
        return ""
    return OPEN_CASE if row.case.kind == "open" else EFFECT


def _shortlist_facts(
    desk: Desk, session: Session, page: ShortlistPage, *, internal: bool
) -> ShortlistFacts:
    channels = sorted({c for row in page.rows if row.votes for c in row.votes.channels})
    if page.kind is ShortlistKind.INITIAL:
        channels = []
    lines = {row.id: _shortlist_line(session, row, channels) for row in page.rows}
    order = [row.id for row in page.rows] if internal else _chosen(session, page)
    return ShortlistFacts(
        year=desk.year,
        track=page.track,
        kind=page.kind,
        lines=tuple(lines[candidate_id] for candidate_id in order),
        places=page.places,
        surplus=page.wanted - page.places,
        formula=page.formula,
        decided_on=page.decided_on,
        place=page.place,
        reason=page.reason,
        channels=tuple(channels),
        issuer=scheme.scheme_value(session, "notice.issuer"),
        foot=papers.foot(session),
        security=_security(session),
        template=office_texts.text_of(session, FACTS_KIND if internal else NAMES_KIND),
    )


def _shortlist_line(session: Session, row: ShortlistRow, channels: list[str]) -> ShortlistLine:
    person = row.candidate
    votes = row.votes
    return ShortlistLine(
        name=person.name,
        organisation=person.organisation,
        post=fields_of(session.get_one(Candidate, person.id)).get("post", ""),
        rank=row.rank,
        opinions=(person.yes, person.reserved, person.no),
        clearance=person.clearance,
        votes=tuple(votes.channels[channel].valid for channel in channels) if votes else (),
        weighted=votes.weighted if votes and channels else None,
        case=case_words(person),
        chosen=row.chosen,
        reason=row.reason,
    )


def _chosen(session: Session, page: ShortlistPage) -> list[int]:
    """Return the chosen in the order for the public: strokes, or the register."""
    kept = stage_facts.decided_list(session, page.track, page.kind)
    ids = stage_facts.chosen_ids(session, kept) if kept else []
    return list_order.decided_order(session, kept, ids) if kept else ids


def _votes_facts(desk: Desk, session: Session, track: Track) -> VotesFacts:
    results = vote_results.results_of(session, track)
    channels = sorted({channel for row in results for channel in row.channels})
    query = select(VoteFile).where(
        VoteFile.track == track, VoteFile.state == VoteFileState.COUNTED
    )
    files = [row_of(session, file) for file in session.scalars(query.order_by(VoteFile.id))]
    annulled: Counter[tuple[str, str]] = Counter()
    for file in files:
        for channel in file.channels:
            for reason, votes in channel.annulled.items():
                annulled[channel.channel, reason] += votes
    kept = session.get(SchemeValue, "vote.weights")
    return VotesFacts(
        year=desk.year,
        track=track,
        channels=tuple(channels),
        lines=tuple(
            VoteLine(
                code=row.code,
                name=person.name,
                organisation=person.organisation,
                channels=tuple(
                    ChannelTally(row.channels[c].raw, row.channels[c].annulled) for c in channels
                ),
                weighted=row.weighted,
                rank=row.rank,
            )
            for row in results
            for person in (session.get_one(Candidate, row.candidate_id),)
        ),
        annulled=tuple(
            AnnulledVotes(channel, reason, votes)
            for (channel, reason), votes in sorted(annulled.items())
        ),
        files=tuple(CountedFile(file.name, file.digest, file.rows) for file in files),
        formula=FORMULA,
        weights=parse_weights(kept.value) or {} if kept else {},
        weights_source=kept.source if kept else "",
        foot=papers.foot(session),
        security=_security(session),
        template=office_texts.text_of(session, votes_report.KIND),
    )


def _security(session: Session) -> str:
    return scheme.scheme_value(session, "security")


def _keep(desk: Desk, deed: Deed, content: bytes, kind: str, title: str) -> IssuedRow:
    return papers.keep(desk, deed, content, kind=kind, title=f"{desk.year}年度{title}")

"""The questions about a candidate's standing: decisions, conclusions, reports, a new name."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import DecisionMatter, Track
from zjgdesk.services import candidates, decisions
from zjgdesk.services.candidates import CandidateRow
from zjgdesk.services.decision_rows import LeadRow
from zjgdesk.services.decisions import Conclusion, Decision
from zjgdesk.services.desk import Desk
from zjgdesk.ui.ballots.asking import ask
from zjgdesk.ui.forms import Form, FormDialog
from zjgdesk.ui.messages import explain
from zjgdesk.ui.words import LONG, field_word, word

Done = Callable[[], object]
USUAL = "经审核，未发现违反廉洁自律规定的问题，同意推荐。"
FIELDS = {
    Track.CADRE: (
        "name",
        "gender",
        "ethnicity",
        "birth",
        "education",
        "politics",
        "organisation",
        "post",
        "level",
        "deed_kind",
        "deed",
    ),
    Track.UNIT: ("name", "organisation", "nature", "head", "deed_kind", "deed"),
}


def add_dialog(
    parent: QWidget, desk: Desk, track: Track, done: Callable[[int], object]
) -> FormDialog:
    """Ask for a candidate who stands on no sheet."""
    form = Form()
    unit = track is Track.UNIT
    for field in FIELDS[track]:
        make = form.area if field in LONG else form.text
        make(field, field_word(field, unit=unit))
    form.area("reason", "补报理由", lines=2, hint="理由会写入留痕")
    made: list[int] = []
    return ask(
        parent,
        f"增加{word(track)}候选对象",
        form,
        accept="增加",
        act=lambda given: made.append(
            candidates.add_candidate(
                desk,
                track,
                {field: given.string(field) for field in FIELDS[track] if given.string(field)},
                reason=given.string("reason"),
            )
        ),
        done=lambda: done(made[-1]),
    )


def decision_dialog(parent: QWidget, desk: Desk, row: CandidateRow, done: Done) -> FormDialog:
    """Ask for the decision on paper that lets an exception stand."""
    form = Form()
    matters = [(matter, word(matter)) for matter in DecisionMatter]
    form.choice("matter", "决定事项", matters, _matter_of(row))
    form.text("organ", "决定机关", hint="如：市委组织部部务会议")
    form.text("document", "文件或者会议", hint="文号，或者会议纪要")
    form.day("decided_on", "决定日期", desk.today())
    form.area("reason", "理由", lines=4)
    against = [each for each in (row.standing.problem, row.standing.over_quota) if each]
    intro = "\n".join(explain(each) for each in against)
    return ask(
        parent,
        f"登记关于“{row.name}”的书面决定",
        form,
        accept="登记",
        act=lambda given: decisions.record_decision(
            desk,
            row.id,
            DecisionMatter(given.string("matter")),
            Decision(
                given.string("organ"),
                given.string("document"),
                given.date("decided_on"),
                given.string("reason"),
            ),
        ),
        done=done,
        intro=intro,
    )


def conclusion_dialog(
    parent: QWidget, desk: Desk, rows: Sequence[CandidateRow], done: Done
) -> FormDialog:
    """Ask for the conclusion on the integrity of the chosen cadres. Rule: OPINION-04."""
    form = Form()
    form.area("text", "结论性意见", USUAL, lines=3)
    form.text("party_secretary", "党组织书记")
    form.text("discipline_secretary", "纪检负责人")
    form.day("signed_on", "签字日期", desk.today())
    names = "、".join(row.name for row in rows[:6]) + (" 等" if len(rows) > 6 else "")  # noqa: PLR2004
    return ask(
        parent,
        "登记廉洁自律结论性意见",
        form,
        accept="登记",
        act=lambda given: decisions.record_conclusions(
            desk,
            [row.id for row in rows],
            Conclusion(
                given.string("text"),
                given.string("party_secretary"),
                given.string("discipline_secretary"),
                given.date("signed_on"),
            ),
        ),
        done=done,
        intro=f"共 {len(rows)} 名：{names}。书记和纪检负责人须分别签字（依据 OPINION-04）。",
    )


def lead_dialog(parent: QWidget, desk: Desk, row: CandidateRow, done: Done) -> FormDialog:
    """Ask for a report on a candidate. Rule: OPINION-04."""
    form = Form()
    form.day("received_on", "收到日期", desk.today())
    form.text("source", "来源", hint="如：来信、来电、巡察移交")
    form.area("text", "反映内容", lines=4)
    form.check("concrete", "线索具体、有可查性（须核查）")
    return ask(
        parent,
        f"登记关于“{row.name}”的反映",
        form,
        accept="登记",
        act=lambda given: decisions.record_lead(
            desk,
            row.id,
            received_on=given.date("received_on"),
            source=given.string("source"),
            text=given.string("text"),
            concrete=bool(given.value("concrete")),
        ),
        done=done,
    )


def check_dialog(
    parent: QWidget, desk: Desk, row: CandidateRow, leads: Sequence[LeadRow], done: Done
) -> FormDialog:
    """Ask what the check of a report found. Rule: OPINION-04."""
    form = Form()
    waiting = [lead for lead in leads if lead.checked_on is None] or list(leads)
    options = [(lead.id, lead.text.replace("\n", " ")[:40]) for lead in waiting]
    form.choice("lead", "反映", options)
    form.area("finding", "核查结果", lines=4)
    form.day("checked_on", "核查日期", desk.today())
    return ask(
        parent,
        f"登记关于“{row.name}”的核查结果",
        form,
        accept="登记",
        act=lambda given: decisions.check_lead(
            desk,
            given.whole("lead"),
            finding=given.string("finding"),
            checked_on=given.date("checked_on"),
        ),
        done=done,
    )


def _matter_of(row: CandidateRow) -> DecisionMatter:
    if row.standing.problem:
        return DecisionMatter.ELIGIBILITY
    return DecisionMatter.QUOTA if row.standing.over_quota else DecisionMatter.CLEARANCE

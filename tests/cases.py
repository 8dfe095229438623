"""Tolerance cases to work on: each word of a script is one step of the procedure."""

from dataclasses import replace
from datetime import date, timedelta

from zjgdesk.rules.preconditions import Point, asked
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseStep,
    Finding,
    Measure,
    MemberOpinion,
    Result,
    SpokenAs,
    WorkKind,
)
from zjgdesk.services import case_decision, case_deliberation, case_inquiry, case_intake, evidence
from zjgdesk.services.case_decision import NewDetermination
from zjgdesk.services.case_inquiry import Statement
from zjgdesk.services.case_intake import Application, Notice
from zjgdesk.services.case_reading import read_case
from zjgdesk.services.case_rows import MemberRow
from zjgdesk.services.case_steps import Step, take_step

FIRST = date(2026, 9, 1)
NOTICE = Notice(
    person="丁一",
    organisation="杨舍镇",
    post="村党委书记",
    kind=AccountabilityKind.ACCOUNTABILITY,
    organ="镇党委",
    measure=Measure.ADMONITION,
    least=Measure.CIRCULAR,
    most=Measure.ADJUSTMENT,
    notice_on=FIRST,
    account="征迁补偿口径不一，个别农户多付。",
    work=WorkKind.PROJECT,
)
MEMBERS = (
    MemberRow("徐书记", "党委书记", opinion=MemberOpinion.EXEMPT),
    MemberRow("范镇长", "镇长", opinion=MemberOpinion.EXEMPT),
)
GIVEN = {
    Result.EXEMPT: None,
    Result.LIGHTER: Measure.CIRCULAR,
    Result.MITIGATED: Measure.CRITICISM,
    Result.NOT_GRANTED: Measure.ADMONITION,
}


class Player:
    """Walks one case through the services, a day for each step."""

    def __init__(self, desk, notice=NOTICE, **changes):
        self.desk = desk
        self.day = notice.notice_on
        self.case_id = case_intake.open_case(desk, replace(notice, **changes))

    def detail(self):
        return read_case(self.desk, self.case_id)

    def next_day(self):
        self.day += timedelta(days=1)
        return self.day

    def apply(self, grounds="口径在衔接期没有明文，发现后主动追回。", on=None):
        application = Application(Applicant.PERSON, on or self.next_day(), grounds)
        case_intake.apply_case(self.desk, self.case_id, application)

    def step(self, step, words="按规定办理。", on=None):
        taken = Step(CaseStep(step), on or self.next_day(), words)
        take_step(self.desk, self.case_id, taken)

    def task(self, done=True):
        task = case_inquiry.add_task(
            self.desk, self.case_id, what="核对补偿口径", who="镇纪委", until=self.day
        )
        if done:
            case_inquiry.report_task(
                self.desk, self.case_id, task, done_on=self.day, report="口径没有明文。"
            )
        return task

    def state(self, text="先行兑付，发现后追回。"):
        case_inquiry.record_statement(
            self.desk,
            self.case_id,
            Statement("王证人", SpokenAs.WITNESS, self.day, "镇纪委", text),
        )

    def paper(self, folder, name="会议纪要.txt", content=b"minutes"):
        path = folder / name
        path.write_bytes(content)
        return evidence.add_evidence(self.desk, self.case_id, evidence.NewPaper(path))

    def find(self, changed=None, papers=()):
        """Find all that is asked met, except what is changed: {point: finding}."""
        changed = {Point(p): Finding(f) for p, f in (changed or {}).items()}
        for point in asked(self.detail().circumstances):
            found = changed.get(point, Finding.MET)
            case_inquiry.record_finding(
                self.desk, self.case_id, point, finding=found, evidence=f"{point}证据",
                papers=papers if point.precondition.number == 2 else (),
            )  # fmt: skip

    def sit(self, members=MEMBERS):
        case_deliberation.record_members(self.desk, self.case_id, members, place="会议室")

    def decide(self, result=Result.EXEMPT, **changes):
        result = Result(result)
        told = {
            "result": result,
            "reason": "动机为公，损失已挽回。",
            "decided_on": self.next_day(),
            "given": GIVEN[result],
        }
        case_decision.decide_case(self.desk, self.case_id, NewDetermination(**(told | changes)))

    def to_deliberated(self, changed=None, papers=()):
        """From the application to the deliberation, everything in order."""
        self.apply()
        self.step("accept")
        self.task()
        self.find(changed, papers)
        self.step("report")
        self.sit()
        self.step("deliberate")

    def to_filed(self, result=Result.EXEMPT, **changes):
        self.to_deliberated()
        self.decide(result, **changes)
        for step in ("feed_back", "execute", "file"):
            self.step(step)

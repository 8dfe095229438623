"""What of the cases is due when, and what of it stands on the overview."""

from datetime import date, timedelta

from tests.cases import Player
from zjgdesk.services import case_decision, case_inquiry, case_times
from zjgdesk.services.overview import read_overview
from zjgdesk.services.scheme import change_scheme


def test_tasks_corrections_and_steps_run_until_they_are_done(desk, clock):
    change_scheme(desk, "tolerance.accept", "5", source="通知")
    waiting, busy = Player(desk), Player(desk, person="王二")
    waiting.apply(on=desk.today())
    busy.apply()
    busy.step("accept")
    task = busy.task(done=False)
    filed = Player(desk, person="张三")
    filed.to_filed()
    correction = case_decision.add_correction(
        desk, filed.case_id, what="完善制度", who="财政所", until=date(2026, 12, 31)
    )
    told = [(time.kind, time.case_id, time.until) for time in case_times.running(desk)]
    assert told == [
        ("task", busy.case_id, busy.day),
        ("step", waiting.case_id, date(2026, 11, 25)),
        ("correction", filed.case_id, date(2026, 12, 31)),
    ]
    clock.now += timedelta(days=30)
    overview = read_overview(desk)
    assert [(row.code, row.left < 0) for row in overview.running] == [
        ("case_task", True), ("case_step", True), ("case_correction", False),
    ]  # fmt: skip
    assert overview.open_cases == 2
    case_inquiry.report_task(desk, busy.case_id, task, done_on=desk.today(), report="查清")
    case_decision.finish_correction(
        desk, filed.case_id, correction, done_on=desk.today(), report="已印发"
    )
    waiting.step("accept", on=desk.today())
    assert case_times.running(desk) == []

"""How fast 20,000 tolerance cases are listed and searched; a part of `make bench`.

.venv/bin/python tools/bench_cases.py
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from sqlalchemy import select, text

from zjgdesk.models.tolerance import (
    CaseHandler,
    Determination,
    PreconditionFinding,
    TakenStep,
    ToleranceCase,
)
from zjgdesk.rules.preconditions import Point
from zjgdesk.rules.roles import Action
from zjgdesk.rules.vocabulary import (
    AccountabilityKind,
    Applicant,
    CaseState,
    CaseStep,
    Finding,
    Measure,
    Purpose,
    Result,
    Role,
    Subject,
    WorkKind,
)
from zjgdesk.services import case_index
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.case_reading import list_cases
from zjgdesk.services.case_search import search_cases, similar_cases
from zjgdesk.services.desk import Desk, Machine
from zjgdesk.services.workspace import create_workspace, open_workspace
from zjgdesk.ui.jobs import Jobs, calm_collector
from zjgdesk.ui.theme import dress
from zjgdesk.ui.tolerance.tab import ToleranceTab

MANY = 20_000
RUNS = 9
SIGNS = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
# Common words of such accounts, so that searched words are neither everywhere nor nowhere.
WORDS = (  # noqa: SIM905 - a text is easier to read
    "推进 过江通道 征地 拆迁 补偿 口径 不一 农户 多付 追回 道路 改造 工程 招标 "
    "程序 简化 村集体 资金 挪借 归还 环境 整治 危房 搬迁 安置 信访 化解 矛盾 "
    "企业 服务 审批 提前 放行 手续 补办 防汛 抢险 物资 采购 学校 建设 工期 延误 "
    "农田 水利 设计 变更 预算 超支 土地 流转 合同 纠纷 老旧小区 电梯 加装 停车 "
    "收费 公示 遗漏 河道 清淤 垃圾 分类 试点 补贴 发放 标准 错误 名单 重复 核查 "
    "主动 纠正 会议 研究 集体 决定 上级 批复 滞后 "
).split()
RARE = "沙洲暗涵"


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median seconds of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def fill(desk: Desk) -> None:
    """Put the cases into the workspace: most are filed, some are in hand."""
    chance = random.Random(20)  # noqa: S311 - the same cases every time
    with desk.acting(Action.OPEN_CASE, "bench") as deed:
        for number in range(MANY):
            case = _case(chance, number)
            deed.session.add(case)
            if number % 500 == 0:
                deed.session.flush()
        deed.session.flush()
        for case in deed.session.scalars(select(ToleranceCase)):
            case_index.index(deed.session, case)


def _case(chance: random.Random, number: int) -> ToleranceCase:
    told = [chance.choice(WORDS) for _ in range(60)] + ([RARE] if number % 997 == 0 else [])
    account = "".join(f"{word}，" if at % 5 == 4 else word for at, word in enumerate(told))  # noqa: PLR2004
    on = date(2017, 1, 1) + timedelta(days=number % 3000)
    person = "".join(chance.choice(SIGNS) for _ in range(3))
    decided = number % 10 > 0
    case = ToleranceCase(
        number=f"{on.year}-{number:05d}", subject=Subject.PERSON, person=person,
        person_key=person, organisation=f"第{number % 300}村", post="村党委书记",
        kind=chance.choice(list(AccountabilityKind)), organ="镇党委", notice_document="",
        notice_on=on, measure=Measure.CIRCULAR, least=Measure.CIRCULAR, most=Measure.CIRCULAR,
        measure_words="", work=chance.choice(list(WorkKind)), emergency=False, reform=False,
        applicant=Applicant.PERSON, applicant_name=person, account=account, grounds="主动纠正",
        state=CaseState.FILED if decided else CaseState.ACCEPTED, state_on=on,
    )  # fmt: skip
    case.handlers.append(CaseHandler(account="经办"))
    at = datetime(2026, 11, 1, tzinfo=UTC)
    case.steps.append(
        TakenStep(step=CaseStep.NOTIFY, on=on, led_to=CaseState.NOTIFIED, words="", document="",
                  at=at, actor="经办")
    )  # fmt: skip
    case.findings.append(
        PreconditionFinding(point=Point.NOT_REPEATED, evidence="核查", found_by="经办",
                            found_on=on, finding=_found(number))
    )  # fmt: skip
    if decided:
        case.determinations.append(
            Determination(result=chance.choice(list(Result)), reason="动机为公，损失挽回",
                          breach_reason="", departure_reason="", decided_on=on, organ="镇党委",
                          document="", stands=True, set_aside_reason="")
        )  # fmt: skip
    return case


def _found(number: int) -> Finding:
    return Finding.NOT_MET if number % 7 == 0 else Finding.MET


def floor(desk: Desk) -> object:
    """Read the bare rows by plain SQL: no list can be faster than that."""
    query = "SELECT id, number, person, organisation, state FROM tolerance_case ORDER BY id DESC"
    with desk.reading() as session:
        return session.execute(text(query)).all()


def scan(desk: Desk, words: str) -> object:
    """Search as one does without an index: look into every text."""
    with desk.reading() as session:
        return session.scalars(
            select(ToleranceCase.id).where(ToleranceCase.account.contains(words))
        ).all()


def main() -> None:
    """Measure and print."""
    app = QApplication.instance() or QApplication([])
    dress(app)  # type: ignore[arg-type]
    calm_collector()  # as the program itself does
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(lambda: datetime(2026, 11, 18, 4, tzinfo=UTC), random.Random(3))  # noqa: S311
        place = Path(folder) / "案卷"
        people = [NewAccount("管理", Role.ADMINISTRATOR), NewAccount("经办", Role.CLERK)]
        create_workspace(
            place, title="量", year=2026, purpose=Purpose.SAMPLE, accounts=people, machine=machine
        )
        workspace = open_workspace(place, machine=machine)
        desk = workspace.sign_in("经办", "")
        fill(desk)
        measure(app, desk)
        workspace.close()


def measure(app: object, desk: Desk) -> None:
    """Measure list, tab, search and likeness against their floors."""
    base = median(lambda: floor(desk))
    listed = median(lambda: list_cases(desk))
    print(f"list of {MANY:,} cases: {listed:.3f} s; bare rows {base:.3f} s; {listed / base:.1f}")
    tab = ToleranceTab(desk, Jobs())
    tab.resize(1366, 700)
    tab.show()

    def show() -> None:
        tab.refresh()
        app.processEvents()  # type: ignore[attr-defined]

    shown = median(show)
    print(f"the same in the tab, read anew and drawn: {shown:.3f} s; {shown / base:.1f}")
    for words in ("征地", "征地拆迁", "过江通道 补偿", RARE, "王", "没有这样的话"):
        found = search_cases(desk, words)
        took = median(lambda words=words: search_cases(desk, words))  # type: ignore[misc]
        plain = median(lambda words=words: scan(desk, words.split()[0]))  # type: ignore[misc]
        print(
            f"search {words!r}: {len(found):,} found in {1000 * took:.1f} ms;"
            f" looking into every text {1000 * plain:.1f} ms; {took / plain:.2f}"
        )
    newest = list_cases(desk)[0].id
    like = median(lambda: similar_cases(desk, newest))
    print(f"like cases: {1000 * like:.1f} ms; {like / base:.2f} of the bare rows")


if __name__ == "__main__":
    main()

"""`zjgdesk demo --out DIR`: the whole way on the sample input, without a display."""

import argparse
import random
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

from zjgdesk.commands.archive import check
from zjgdesk.errors import BrokenInvariantError, DeskError
from zjgdesk.program import Looked
from zjgdesk.services import issued
from zjgdesk.services.archiving import archive_round
from zjgdesk.services.desk import Machine
from zjgdesk.services.journey import Journey
from zjgdesk.services.sample import STEPS
from zjgdesk.services.sample_end import EPILOGUE
from zjgdesk.services.sample_facts import CHIEF
from zjgdesk.services.trail import anchor, check_trail

START = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
SEED = 20261118

WORDS = {
    "create": "新建案卷、账号和公示联系方式",
    "import": "导入单位名录和推荐汇总表：好单位 {units} 个、好干部 {cadres} 人，不导入 {cadres_left_out} 行，印制名册和一览表",
    "consult": "发出征求意见函、核查函、催办函，读入反馈表和纪公检法意见，印制意见汇总表",
    "tolerance_application": "登记问责告知和容错申请，受理，调查核实，逐点查核六项前置条件",
    "shortlist": "确定初审入围名单：{initial} 人，印制情况表和名单",
    "vote": "编排编号，导入报纸汇总（更正一次）和网络明细 {votes} 票：有效 {valid} 票，剔除 {annulled} 票；印制展示册、选票和统计表",
    "second_shortlist": "按群众投票排名确定二次入围名单：{second} 人，印制情况表和名单",
    "ballot": "定义并封存票决，印制表决票",
    "carry": "办公电脑与计票机互相登记，票决封装成交换包移交计票机读入",
    "prove": "演练各种结果，试录 {deck} 张测试票，与预计结果一致，印制空白计票表",
    "hand_out": "印制零票报告、出席和发收票登记表、票箱封条，两人口令开启，发票、收票",
    "key_twice": "两名计票人先后各录入一遍，次序相反",
    "settle": "核对不一致和待定之处 {settled} 处",
    "close": "人工计票核对，两人口令结束计票，必要时再次投票：共 {rounds} 轮，当选 {elected} 人",
    "report": "印制计票结果报告单和当选名单",
    "bring_back": "结果封装带回办公电脑，{carried} 张票重新计票一致，带回文书 {documents} 份，计票机短码 {code}",
    "notice": "起草并发布公示，登记一件反映",
    "supplement": "办结反映，移出一名，发布补充公示",
    "confirm": "公示期满，确认名单，印发通报",
    "rewards": "登记激励，提拔重用 {promoted} 人，印制激励台账",
    "media": "印制信息导入导出登记表",
    "tolerance_decision": "会商、认定、反馈、执行、备案，印制会商表决票、九种文书和整卷",
}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("demo", help="walk the whole way on the sample input")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--no-pictures", action="store_true", help="leave the tabs' pictures out")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make workspace, papers and pictures in DIR; print each step with its time."""
    out: Path = args.out
    folder = out / "workspace"
    if folder.exists():
        raise DeskError("workspace.exists", name=str(folder))
    out.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    machine = Machine(
        clock=lambda: START + timedelta(seconds=time.monotonic() - began),
        chance=random.Random(SEED),  # noqa: S311 - the demonstration shall be the same every time
        which_program=Looked(),
    )
    journey = Journey(folder, machine, station=out / "station")
    try:
        for name, step in (*STEPS, *EPILOGUE):
            _timed(lambda: WORDS[name].format(**journey.told), lambda: step(journey))  # noqa: B023
        _timed(lambda: "归档各轮票决，重新计票核对一致", lambda: _archive(journey, out))
        _timed(lambda: "另存全部文件", lambda: _save_papers(journey, out))
        if not args.no_pictures:
            _timed(lambda: "各页截图", lambda: _pictures(journey, out))
    finally:
        journey.close()
    found = check_trail(folder)
    print(f"留痕 {found.entries} 条，首尾相符，短码 {anchor(found.digest)}")
    print(f"全部结果在 {out}")
    return 0


def _timed(words: Callable[[], str], step: Callable[[], None]) -> None:
    began = time.monotonic()
    step()
    print(f"{time.monotonic() - began:7.2f} 秒  {words()}", flush=True)


def _archive(journey: Journey, out: Path) -> None:
    """Archive every round and have the inspector's file count it again.

    Raises:
        BrokenInvariantError: when it does not agree.
    """
    desk = journey.counter(CHIEF)
    with (out / "verify.txt").open("w", encoding="utf-8") as told, redirect_stdout(told):
        for round_id in journey.there:
            row = archive_round(desk, round_id, out / f"archive-{round_id}")
            if check(row.path, row.anchor):
                raise BrokenInvariantError(f"the archive of round {round_id} does not agree")


def _save_papers(journey: Journey, out: Path) -> None:
    desk = journey.desk()
    folder = out / "papers"
    folder.mkdir(exist_ok=True)
    for row in sorted(issued.list_issued(desk), key=lambda row: row.id):
        name = f"{row.id:02d}-{row.kind}.pdf"
        (folder / name).write_bytes(issued.read_issued(desk, row.id))


def _pictures(journey: Journey, out: Path) -> None:
    from zjgdesk.app import picture_tabs  # noqa: PLC0415 - the window is needed for this alone

    desk = journey.desk()
    if journey.open is not None:
        picture_tabs(journey.open, desk, out / "pictures")

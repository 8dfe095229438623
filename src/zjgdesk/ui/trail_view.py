"""What was done and what was printed, for those who ask later."""

import json
from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from zjgdesk import __version__
from zjgdesk.program import Program
from zjgdesk.rules.register import Rule, load_rules
from zjgdesk.services import trail
from zjgdesk.services.desk import Desk
from zjgdesk.services.program_notes import changed_program
from zjgdesk.services.trail import TrailRow
from zjgdesk.ui.ballots.asking import widen
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.forms import Form, FormDialog, tell
from zjgdesk.ui.labels import label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import PAPERS, WORDS, moment, word

SHORT = 12
ASKING = 560
PROBLEMS = {
    "digest": "内容被改动过",
    "previous": "与前一条接不上",
    "gap": "之前缺少条目",
}
UNTOLD = frozenset(
    {"digest", "document", "id", "uid", "version", "size", "length", "machine", "paper", "lists"}
)
FACTS = {
    "accounts": "账号",
    "build": "程序摘要",
    "files_changed": "改动的程序文件",
    "files_missing": "缺少的程序文件",
    "files_extra": "多出的程序文件",
    "program": "程序版本",
    "released": "发布版",
    "answers": "答复",
    "addressees": "征求对象",
    "after": "改为",
    "answer": "答复",
    "before": "原为",
    "breach": "违反前置条件",
    "breach_reason": "继续认定的理由",
    "candidate": "候选对象编号",
    "candidates": "候选对象数",
    "copies": "份数",
    "corrected": "更正的行",
    "differences": "不一致处",
    "due": "应到或截止",
    "end": "截止",
    "entered": "计入账目",
    "cause": "原因类别",
    "columns": "列",
    "file": "文件",
    "finding": "结论",
    "first": "起始",
    "group": "范围",
    "issued": "发出",
    "kind": "种类",
    "last": "截止",
    "last_day": "最后一天",
    "left_out": "不导入的行",
    "name": "名称",
    "names": "人数",
    "objection": "反映编号",
    "network": "接通的网络接口",
    "number": "第几项",
    "organ": "机关",
    "pages": "页码",
    "places": "名额",
    "present": "实到",
    "printer": "打印机",
    "published_on": "发布日期",
    "purpose": "用途",
    "reason": "理由",
    "character": "字",
    "relisted": "重新排列的名单",
    "moved": "次序有变动",
    "decision_reason": "认定理由",
    "request": "征求意见编号",
    "result": "结果",
    "returned": "收回",
    "role": "角色",
    "signed": "署名",
    "source": "依据",
    "spoiled": "作废",
    "successor": "后续轮次",
    "taken": "导入行数",
    "title": "标题",
    "track": "类别",
    "rows": "行数",
    "value": "数值",
    "whole": "印完",
    "witness": "见证人",
    "working": "上班",
    "year": "年度",
}
OF = {
    "track": "Track",
    "organ": "ClearanceOrgan",
    "cause": "TakenOffCause",
    "role": "Role",
    "purpose": "Purpose",
}
KINDS: Mapping[str, Mapping[str, str]] = {
    "print": PAPERS,
    "import": WORDS["ImportKind"],
    "record_reward": WORDS["RewardKind"],
}
"""What the kind of an entry means, by how its action begins."""
TRAIL: Sequence[Column[TrailRow]] = (
    Column("序号", lambda row: str(row.seq), lambda row: row.seq, RIGHT, 72),
    Column("时间", lambda row: moment(row.at), lambda row: row.at),
    Column("人员", lambda row: row.actor),
    Column("事项", lambda row: WORDS["Action"].get(row.action, row.action)),
    Column("内容", lambda row: told(row.facts, row.action), width=0),
    Column("短码", lambda row: trail.anchor(row.digest), width=210),
)
RULES: Sequence[Column[Rule]] = (
    Column("编号", lambda row: row.id, width=120),
    Column("题目", lambda row: row.title, width=200),
    Column("内容", lambda row: row.text, width=0),
    Column("性质", lambda row: word(row.confidence), tone=lambda _row: Tone.MUTED),
)


class TrailDialog(ListDialog[TrailRow]):
    """The whole trail, newest first, and the check of its chain."""

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        self._desk = desk
        intro = (
            "每办一件事记一条，前后相扣；改动、删除、缺失都能查出来。最新一条的摘要印在每页页脚。"
        )
        super().__init__(parent, "留痕", TRAIL, intro=intro)
        self.table.key_by(lambda row: row.seq)
        self.check_button = self.actions_bar.add("校验留痕", self.check, primary=True)
        self.page_button = self.actions_bar.add("核对页脚短码…", self.ask_page)

    def rows(self) -> Sequence[TrailRow]:
        """Return the entries."""
        return trail.list_trail(self._desk)

    def check(self) -> None:
        """Follow the chain and say what was found."""
        found = trail.check_trail(self._desk.folder, self._desk.vault.database_key())
        if found.broken_at is None:
            self.said.say(
                f"共 {found.entries} 条，前后相扣，没有改动。最新短码 {trail.anchor(found.digest)}。",
                Tone.GOOD,
            )
        else:
            problem = PROBLEMS[found.problem or "digest"]
            self.said.say(f"第 {found.broken_at} 条起不可信：{problem}。", Tone.BAD)

    def ask_page(self) -> None:
        """Ask for the digest at the foot of a printed page, and show the entry that it is of."""
        form = Form()
        form.text("digest", "页脚的留痕短码", hint="四组，每组五个字符")
        dialog = FormDialog(
            self,
            "核对页脚短码",
            form,
            accept="核对",
            act=lambda asked: self.find_page(asked.string("digest")),
            intro="链条相符只说明没有改动；截短、换成旧的，要拿印在纸上的短码来核对。",
        )
        widen(dialog, ASKING)
        dialog.exec()

    def find_page(self, printed: str) -> None:
        """Show the entry of a printed digest.

        Raises:
            DeskError: as `trail.find_printed`.
        """
        found = trail.find_printed(self._desk, printed)
        later = self.table.model.total() - found.seq
        self.table.choose(lambda row: row.seq == found.seq)
        what = WORDS["Action"].get(found.action, found.action)
        self.said.say(
            f"与第 {found.seq} 条相符：{moment(found.at)} {found.actor} {what}；其后还有 {later} 条。",
            Tone.GOOD,
        )


class RulesDialog(ListDialog[Rule]):
    """Every numbered rule that the program goes by."""

    def __init__(self, parent: QWidget | None) -> None:
        intro = "程序的每一处限制都写明编号，可以在这里查到原文和出处。"
        super().__init__(parent, "规则一览", RULES, intro=intro)
        self.text = label(wrap=True)
        self.body.insertWidget(self.body.count() - 2, self.text)
        self.table.chosen.connect(self._show)

    def rows(self) -> Sequence[Rule]:
        """Return the register."""
        return list(load_rules().values())

    def _show(self, rule: Rule | None) -> None:
        self.text.setText("" if rule is None else f"{rule.id}　{rule.text}（出处：{rule.source}）")


def about(parent: QWidget | None, program: Program | None = None) -> None:
    """Tell what the program is, and whether it still is what was shipped. Rule: DESK-11."""
    tell(
        parent,
        "关于",
        f"担当作为评选与容错免责工作台 {__version__}\n\n{program_words(program)}"
        "在不连接网络的电脑上办理年度好单位、好干部的推荐、征求意见、票决、公示与容错认定。\n"
        "以 Apache-2.0 许可发布；字体与笔画表依其各自的许可。",
    )


def program_words(program: Program | None) -> str:
    """Say which build runs, and what was changed of its files."""
    if program is None:
        return ""
    if not program.released:
        return f"开发版，程序摘要 {program.short}（按现有文件计算，没有发布清单可以核对）。\n\n"
    changed = changed_program(program)
    sound = explain(changed) if changed else "程序文件与发布时一致。"
    return f"程序摘要 {program.short}，印在每页页脚，可与原光盘标签核对。{sound}\n\n"


def told(facts: str, action: str = "") -> str:
    """The facts of an entry, each with its name where people know one by it."""
    said = []
    for key, value in json.loads(facts).items():
        words = _said(value, _first(key, action))
        if words and key not in UNTOLD:
            said.append(f"{FACTS[key]}：{words}" if key in FACTS else words)
    return "；".join(said)


def _first(key: str, action: str) -> Mapping[str, str]:
    """The words that a fact's values are of; one value may be a word in several sets."""
    if key == "kind":
        return next((words for start, words in KINDS.items() if action.startswith(start)), {})
    return WORDS[OF[key]] if key in OF else {}


def _said(value: object, first: Mapping[str, str]) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(filter(None, (_said(each, first) for each in value)))
        case dict():
            return "、".join(filter(None, (_said(each, first) for each in value.values())))
    text = str(value)
    name, _colon, role = text.rpartition(":")
    if name and role in WORDS["Role"]:  # an account
        return f"{name}（{WORDS['Role'][role]}）"
    sets = (words for name, words in WORDS.items() if name != "Action")
    return next((words[text] for words in (first, *sets, PAPERS) if text in words), text)

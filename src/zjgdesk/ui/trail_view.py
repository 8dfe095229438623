"""What was done and what was printed, for those who ask later."""

import json
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from zjgdesk import __version__
from zjgdesk.rules.register import Rule, load_rules
from zjgdesk.services import trail
from zjgdesk.services.desk import Desk
from zjgdesk.services.trail import TrailRow
from zjgdesk.ui.dialogs import ListDialog
from zjgdesk.ui.forms import tell
from zjgdesk.ui.labels import label
from zjgdesk.ui.table import RIGHT, Column
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import WORDS, moment, word

SHORT = 12
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
    "columns": "列",
    "file": "文件",
    "finding": "结论",
    "group": "范围",
    "issued": "发出",
    "kind": "种类",
    "last_day": "最后一天",
    "left_out": "不导入的行",
    "name": "名称",
    "names": "人数",
    "objection": "反映编号",
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
TRAIL: Sequence[Column[TrailRow]] = (
    Column("序号", lambda row: str(row.seq), lambda row: row.seq, RIGHT, 72),
    Column("时间", lambda row: moment(row.at), lambda row: row.at),
    Column("人员", lambda row: row.actor),
    Column("事项", lambda row: WORDS["Action"].get(row.action, row.action)),
    Column("内容", lambda row: told(row.facts), width=0),
    Column("摘要", lambda row: trail.short(row.digest), width=180),
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

    def rows(self) -> Sequence[TrailRow]:
        """Return the entries."""
        return trail.list_trail(self._desk)

    def check(self) -> None:
        """Follow the chain and say what was found."""
        found = trail.check_trail(self._desk.folder, self._desk.vault.database_key())
        if found.broken_at is None:
            self.said.say(
                f"共 {found.entries} 条，前后相扣，没有改动。最新摘要 {trail.short(found.digest)}。",
                Tone.GOOD,
            )
        else:
            problem = PROBLEMS[found.problem or "digest"]
            self.said.say(f"第 {found.broken_at} 条起不可信：{problem}。", Tone.BAD)


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


def about(parent: QWidget | None) -> None:
    """Tell what the program is."""
    tell(
        parent,
        "关于",
        f"担当作为评选与容错免责工作台 {__version__}\n\n"
        "在不连接网络的电脑上办理年度好单位、好干部的推荐、征求意见、票决、公示与容错认定。\n"
        "以 Apache-2.0 许可发布；字体与笔画表依其各自的许可。",
    )


def told(facts: str) -> str:
    """The facts of an entry, each with its name where people know one by it."""
    said = []
    for key, value in json.loads(facts).items():
        words = _said(value)
        if words and key not in UNTOLD:
            said.append(f"{FACTS[key]}：{words}" if key in FACTS else words)
    return "；".join(said)


def _said(value: object) -> str:
    match value:
        case None | "":
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(filter(None, map(_said, value)))
        case dict():
            return "、".join(filter(None, map(_said, value.values())))
    text = str(value)
    known = (words[text] for name, words in WORDS.items() if text in words and name != "Action")
    return next(known, text)

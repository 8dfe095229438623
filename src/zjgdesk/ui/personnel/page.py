"""What a personnel form says, as a part of the candidate's page."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zjgdesk.services.personnel import FormDetail
from zjgdesk.ui.candidates.lines import add_line, named_lines
from zjgdesk.ui.labels import Heading, label
from zjgdesk.ui.personnel.photo import Photo
from zjgdesk.ui.words import moment

RESUME = "JianLi"
TOLD = {
    "JiangChengQingKuang": "奖惩情况",
    "NianDuKaoHeJieGuo": "年度考核",
}
RELATION, NAME = "ChengWei", "XingMing"
OF_MEMBER = (NAME, "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu")


def form_widgets(form: FormDetail) -> list[QWidget]:
    """Return the photograph, the résumé, the family and where they came from."""
    widgets: list[QWidget] = [Heading("任免审批表")]
    if form.photo is not None:
        widgets.append(Photo(form.photo))
    resume = form.fields.get(RESUME, "")
    if resume:
        widgets += [label("简历", "fieldName"), _plain(resume)]
    told = {title: form.fields.get(tag, "") for tag, title in TOLD.items()}
    if any(told.values()):
        holder, rows = named_lines()
        for title, text in told.items():
            if text:
                add_line(rows, title, text)
        widgets.append(holder)
    if form.family:
        widgets += [label("家庭主要成员及重要社会关系", "fieldName"), _family(form)]
    widgets.append(label(f"{form.name}，{moment(form.at)} 由{form.actor}读入", "hint", wrap=True))
    return widgets


def member_words(member: Mapping[str, str]) -> str:
    """Return a member of the family on one line."""
    return "，".join(text for tag in OF_MEMBER if (text := member.get(tag, "").strip()))


def _family(form: FormDetail) -> QWidget:
    holder, rows = named_lines()
    for member in form.family:
        add_line(rows, member.get(RELATION, ""), member_words(member))
    return holder


def _plain(text: str) -> QWidget:
    words = label(text, "resume", wrap=True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words

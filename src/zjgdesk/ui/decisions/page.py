"""What a candidate's page shows of eligibility, decisions, conclusion and reports."""

from PySide6.QtWidgets import QWidget

from zjgdesk.rules.vocabulary import DecisionMatter, Track
from zjgdesk.services.candidates import CandidateDetail, CandidateRow
from zjgdesk.ui.candidates.lines import add_line, named_lines
from zjgdesk.ui.labels import Chip, Heading, Line, label
from zjgdesk.ui.messages import explain
from zjgdesk.ui.theme import Tone
from zjgdesk.ui.words import field_word, short_day, word


def standing_words(row: CandidateRow) -> str:
    """Return a candidate's standing in a word; nothing where all is well."""
    standing = row.standing
    if row.state != "nominated":
        return ""
    if standing.ineligible:
        return "不符合范围"
    if standing.problem:
        return "破格"
    if standing.over_quota:
        return "超额推荐"
    if not standing.judged:
        return "缺事迹"
    return "材料不全" if standing.lacking else ""


def standing_tone(row: CandidateRow) -> Tone:
    """Return how a standing is shown."""
    if row.standing.ineligible:
        return Tone.BAD
    return Tone.INFO if standing_words(row) in {"破格", "材料不全"} else Tone.WARN


def standing_told(row: CandidateRow) -> str:
    """Return a candidate's standing in sentences, for those who ask."""
    standing = row.standing
    told = [explain(each) for each in (standing.problem, standing.over_quota) if each]
    if standing.lacking:
        unit = row.track is Track.UNIT
        names = "、".join(field_word(field, unit=unit) for field in standing.lacking)
        told.append(f"还没有填写：{names}。")
    return "\n".join(told)


def standing_widgets(detail: CandidateDetail) -> list[QWidget]:
    """Return what the page shows, heading first; nothing where there is nothing to say."""
    widgets: list[QWidget] = []
    told = standing_told(detail.row)
    if told:
        widgets.append(Line(told, tone=standing_tone(detail.row)))
    if detail.decisions:
        widgets += [Heading("书面决定"), _decisions(detail)]
    if detail.row.track is Track.CADRE:
        widgets += [Heading("廉洁自律结论性意见"), _conclusion(detail)]
    if detail.leads:
        widgets += [Heading("反映线索"), _leads(detail)]
    return widgets


def _decisions(detail: CandidateDetail) -> QWidget:
    holder, rows = named_lines()
    for each in detail.decisions:
        add_line(rows, word(DecisionMatter(each.matter)), f"{each.organ}　{each.document}")
        add_line(rows, short_day(each.decided_on), each.reason)
    return holder


def _conclusion(detail: CandidateDetail) -> QWidget:
    found = detail.conclusion
    if found is None:
        return label("还没有登记。", "hint")
    holder, rows = named_lines()
    add_line(rows, short_day(found.signed_on), found.text)
    add_line(rows, "签字", f"{found.party_secretary}、{found.discipline_secretary}")
    return holder


def _leads(detail: CandidateDetail) -> QWidget:
    holder, rows = named_lines()
    for lead in detail.leads:
        state = Chip("已核查", Tone.GOOD) if lead.checked_on else _open(concrete=lead.concrete)
        add_line(rows, short_day(lead.received_on), state)
        add_line(rows, lead.source, lead.text)
        if lead.finding:
            add_line(rows, "核查", lead.finding)
    return holder


def _open(*, concrete: bool) -> Chip:
    return Chip("须核查", Tone.WARN) if concrete else Chip("待办", Tone.MUTED)

"""Sentences of printed pages: fonts, templates, and the proof before printing."""

SENTENCES: dict[str, str] = {
    "attendance.empty": "没有表决票或者应到人数，不能打印出席和发票、收票登记表。请先定义轮次。",
    "ballot.copies": "打印份数 {copies} 不对，至少打印 1 份。请改正份数。",
    "ballot.head_too_long": (
        "表决票表头的文字太多，下面放不下候选对象。请缩短模板里的文字，或者恢复原来的模板。"
    ),
    "ballot.empty": "表决票上没有候选对象，不能打印。请先加入候选对象。",
    "circular.decision_missing": "请写明奖励决定，再印发通报。",
    "circular.nobody": "没有已确认的名单，不能印发通报。请先在公示期满后确认名单。",
    "circular.too_early": "通报日期早于名单确认日期 {confirmed}，请更正。",
    "elected.chain_elsewhere": (
        "“{title}”之前的轮次不在本机，这里印的当选名单会漏人，没有打印。"
        "请带回结果，由办公电脑打印各轮合在一起的当选名单；本轮的结果见报告单。"
    ),
    "elected.empty": "没有当选对象，不能打印当选名单。请先结束计票。",
    "media.days_turned": "截止日期 {last} 早于起始日期 {first}，请更正。",
    "media.nothing": ("{first} 至 {last} 没有导入、导出的记录，不打印登记表。请核对起止日期。"),
    "notice.contact_missing": ("公示的“{field}”还没有填写，不能打印。请在方案设置中填写后再试。"),
    "notice.empty": "公示名单是空的，不能打印。请先确定公示对象。",
    "notice.forbidden_word": (
        "文字中出现了“{word}”。这项工作是考核，不是评比表彰。请改写这一处。"
    ),
    "page.font_damaged": (
        "字体文件“{file}”损坏或者不完整，用到它的文书不能打印。"
        "请重新安装本程序；是本机安装的字体的，请重新安装该字体。"
    ),
    "page.font_missing": (
        "字体文件“{file}”不见了，用到它的文书不能打印。请重新安装本程序，或者从安装包中补回这个文件。"
    ),
    "page.glyph_missing": (
        "字“{character}”（{codepoint}）在现有字体中都没有，这一页不能打印。"
        "请核对这个字；显示为“□”的多半是误粘进来的看不见的符号，重新录入这一处即可；"
        "确实要用的字，请在本机安装含有该字的仿宋或黑体字体。"
    ),
    "page.proof_failed": (
        "打印前核对没有通过：{check}与原始内容不符（{subject}），这份文件没有输出。"
        "请核对相应内容后重试；仍不通过的，请联系维护人员。"
    ),
    "page.text_too_long": "“{text}”太长，在表格中排不下。请缩短后再打印。",
    "rehearsal.empty": "没有可以演练的情形，不能打印演练表。请先加入候选对象，并核对应到人数和名额。",
    "tally_sheet.empty": "没有候选对象，不能打印计票表。请先加入候选对象。",
    "tally_sheet.papers": "计票表最多容纳 {most} 张选票，现为 {papers} 张。请核对应到人数。",
    "template.ballot_end": "表决票上“【表】表决栏”必须在最后。请把后面的文字移到它前面。",
    "template.ballot_mark": (
        "表决票的模板里只能有标题、小标题、说明和普通段落。请去掉别的版式，或者恢复原来的模板。"
    ),
    "template.seal_lines": (
        "票箱封条的模板应当是一行标题、一行小标题和至多{most}行文字。请照此修改，或者恢复原来的模板。"
    ),
    "template.brace": (
        "模板中有单独的花括号。字段应写成 {{字段名}} 的样子，左右括号成对。请改正模板。"
    ),
    "template.empty": "模板中一个字也没有，印不出文书。请写上文字，或者恢复原来的模板。",
    "template.name_missing": (
        "按这个文字印出来，页上没有写明“{name}”。请把写明对象、单位的字段放回去，或者恢复原来的模板。"
    ),
    "template.too_long": (
        "模板有 {letters} 个字，最多 {most} 个字。请核对是否误把整份文件粘贴了进来，删去多余的部分。"
    ),
    "template.field_empty": "模板中的字段“{field}”没有内容，不能打印。请先填写。",
    "template.field_missing": ("模板中缺少必须写明的“{field}”。请补上，或者恢复原来的模板。"),
    "template.field_unknown": "模板中的字段“{field}”无法识别。请改正字段名，或者恢复原来的模板。",
    "template.table_missing": "模板中缺少必须保留的表“{table}”。请补上“【表】{table}”，或者恢复原来的模板。",
    "template.table_unknown": "模板中的表“{table}”在这份文书里没有，请改用可用的表名或者恢复原模板。",
    "template.mark_unknown": (
        "模板中的标记“【{mark}】”无法识别。"
        "可用的标记有标题、小标题、署名、日期、附件、换页、空行、顶格。请改正模板。"
    ),
    "test_deck.empty": "没有测试票，不能打印。请先加入候选对象，并核对名额。",
    "zero_report.not_empty": (
        "案卷中“{words}”已有 {rows} 条，不是零票，不能打印零票报告。"
        "请先查明这些记录从何而来；需要重来的，作废本轮后重新投票。"
    ),
}

"""The window's words for the settings of the scheme; no Qt."""

from zjgdesk.ui.words import WORDS

SETTINGS: dict[str, str] = {
    "places.unit": "好单位名额",
    "places.cadre": "好干部名额",
    "surplus.initial": "初审入围最少差额",
    "surplus.second": "二次入围最少差额",
    "surplus": "票决最少差额",
    "integrity": "廉洁自律结论性意见",
    "vote.opens": "投票开始时间",
    "vote.closes": "投票截止时间",
    "vote.picks.unit": "好单位每票可选数",
    "vote.picks.cadre": "好干部每票可选数",
    "vote.exact": "选满才有效",
    "vote.once": "每人投票次数",
    "vote.weights": "各渠道权重",
    "base": "过半数的基数",
    "order": "名单排列",
    "notice.days": "公示工作日数",
    "notice.held_months": "暂缓最长月数",
    "notice.first_day_counts": "发布当日计入公示期",
    "calendar.years": "自行填写日历的年份",
    "notice.issuer": "公示落款单位",
    "notice.office": "受理部门",
    "notice.hours": "受理时间",
    "notice.phone": "受理电话",
    "notice.address": "通信地址",
    "notice.postcode": "邮政编码",
    "document.number": "文号",
    "security": "密级标志",
}
CHOICES: dict[str, dict[str, str]] = {
    "base": WORDS["Base"],
    "order": {"surname": "姓氏笔画", "given": "姓名笔画"},
    "integrity": {"yes": "须出具", "no": "不要求"},
    "vote.exact": {"yes": "必须选满", "no": "可以少选"},
    "vote.once": {"channel": "每个渠道一次", "vote": "总共一次", "day": "每个渠道每天一次"},
    "notice.first_day_counts": {"yes": "计入", "no": "不计入"},
}

"""The window's words for every closed set of the procedure; no Qt."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from zjgdesk.ui.action_words import ACTIONS
from zjgdesk.ui.case_words import CASE_WORDS
from zjgdesk.ui.search.words import KINDS

WORDS: dict[str, dict[str, str]] = {
    **CASE_WORDS,
    "TextGroup": {
        "letters": "征求意见",
        "lists": "名单",
        "vote": "群众投票",
        "count": "票决",
        "notices": "公示",
        "records": "登记",
        "cases": "容错免责",
    },
    "Track": {"unit": "好单位", "cadre": "好干部"},
    "Stage": {
        "recommendation": "单位推荐",
        "consultation": "征求意见",
        "initial_shortlist": "初审入围",
        "public_vote": "群众投票",
        "second_shortlist": "二次入围",
        "ballot": "常委会票决",
        "notice": "公示",
        "confirmed": "确定名单",
        "rewards": "激励跟踪",
    },
    "Step": {
        "close_recommendation": "结束推荐，开始征求意见",
        "close_consultation": "结束征求意见，开始初审",
        "decide_initial": "确定初审入围名单",
        "close_vote": "结束群众投票，开始二次入围",
        "decide_second": "确定二次入围名单",
        "close_ballot": "结束票决，开始公示",
        "confirm": "确认当选名单",
        "begin_rewards": "开始激励跟踪",
    },
    "Work": {
        "nominate": "增加候选对象",
        "correct": "更正候选对象的信息",
        "withdraw": "移出或者恢复候选对象",
        "consult": "征求和登记意见",
        "draw_initial": "拟定初审入围名单",
        "count_votes": "导入投票数据",
        "draw_second": "拟定二次入围名单",
        "define_ballot": "新建票决轮次",
        "notify": "起草公示",
    },
    "OrderedList": {"round": "票面名单", "notice": "公示名单"},
    "ShortlistKind": {"initial": "初审入围", "second": "二次入围"},
    "ShortlistState": {"draft": "拟定中", "decided": "已确定", "set_aside": "已退回"},
    "DecisionMatter": {
        "eligibility": "破格列入",
        "clearance": "保留在名单上",
        "quota": "超额推荐",
    },
    "VoteShape": {"rows": "逐票明细", "totals": "汇总票数"},
    "VoteFileState": {"counted": "计入", "replaced": "已被更正文件取代", "set_aside": "不计入"},
    "Annulment": {
        "voter_unnamed": "没有投票人标识",
        "time_impossible": "投票时间无法识别",
        "outside_period": "不在投票期内",
        "channel_unknown": "渠道不在方案中",
        "nobody_picked": "没有选择任何对象",
        "code_impossible": "所选编号无法识别",
        "code_unknown": "所选编号不存在",
        "code_twice": "同一编号选了两次",
        "too_many_picks": "选择超过规定数",
        "too_few_picks": "没有选满规定数",
        "voter_twice": "同一投票人重复投票",
    },
    "HitKind": KINDS,
    "Once": {"vote": "总共一次", "channel": "每个渠道一次", "day": "每个渠道每天一次"},
    "Match": {
        "matched": "已对上",
        "asked": "请选择",
        "nobody": "名单上没有",
        "refused": "不能读入",
        "known": "已读入过",
    },
    "OrganisationKind": {"town": "区镇", "department": "市级机关单位", "other": "其他单位"},
    "DeedKind": {
        "project": "重大项目",
        "works": "重大工程",
        "reform": "重大改革",
        "conflict": "解决矛盾、疑难问题",
    },
    "PostLevel": {
        "staff": "一般人员",
        "middle_deputy": "中层副职",
        "middle_head": "中层正职",
        "village_secretary": "村书记",
        "section_deputy": "乡科级副职",
        "section_head": "乡科级正职",
        "division_deputy": "县处级副职",
        "division_head": "县处级正职",
    },
    "OpinionGroup": {
        "towns": "区镇",
        "departments": "市级机关单位",
        "leaders": "市四套班子领导",
    },
    "OpinionAnswer": {"yes": "同意", "reserved": "有保留", "no": "不同意"},
    "ClearanceOrgan": {
        "discipline": "纪委监委",
        "police": "公安",
        "procuratorate": "检察院",
        "court": "法院",
    },
    "ClearanceAnswer": {
        "clear": "无影响",
        "affected": "有影响",
        "pending": "待核实",
        "unknown": "不掌握情况",
    },
    "Mark": {
        "yes": "同意",
        "no": "不同意",
        "abstain": "弃权",
        "void": "该项无效",
        "unclear": "待定",
    },
    "Base": {"due": "应到会人数", "present": "实到会人数"},
    "BallotTint": {"printed": "印底色", "paper": "用彩色纸", "plain": "不分颜色"},
    "RoundKind": {
        "first": "首轮投票",
        "runoff": "同票再投",
        "second_ballot": "缺额再投",
        "revote": "重新投票",
    },
    "RoundState": {
        "defined": "已建轮次",
        "frozen": "内容已固定",
        "printed": "已印选票",
        "rehearsed": "已演练",
        "tested": "测试通过",
        "zeroed": "零票待投",
        "opened": "投票中",
        "returned": "第一遍录入中",
        "first_keyed": "第二遍录入中",
        "keyed": "待核对",
        "agreed": "两遍一致",
        "closed": "已结束计票",
        "reported": "已出报告单",
        "void": "已作废",
        "carried": "已移交计票机",
    },
    "Role": {
        "administrator": "管理员",
        "clerk": "经办人",
        "teller": "计票人",
        "scrutineer": "监票人",
        "auditor": "督查员",
    },
    "NetworkPolicy": {"warn": "提示并留痕", "block": "不能开启票箱、录票"},
    "Together": {
        "keys": "两人各输口令",
        "witness": "一人办理，一人在场见证",
        "blind": "两人各录一遍，互不看见",
    },
    "Duty": {
        "people": "人员、口令和备份",
        "scheme": "方案和环节",
        "candidates": "候选对象",
        "opinions": "评审意见",
        "shortlists": "入围投票",
        "ballot_before": "票决会前",
        "air_gap": "计票机与交换",
        "ballot_held": "票决会上",
        "notices": "公示与激励",
        "cases": "容错免责",
        "everyday": "日常",
    },
    "Purpose": {"office": "办公案卷", "counting": "计票机", "sample": "示例案卷"},
    "ObjectionEnd": {
        "unfounded": "反映不实，予以保留",
        "minor": "一般性缺点，保留并提醒",
        "serious": "严重问题，取消资格",
        "held_back": "一时难以查实，暂缓",
    },
    "TakenOffCause": {
        "declined": "本人申请",
        "moved": "工作变动",
        "unfit": "不再符合规定条件",
        "other": "其他原因",
    },
    "RewardKind": {"reward": "一次性奖励", "training": "主体班次培训", "promotion": "提拔重用"},
    "NextStep": {
        "done": "名额已经选满",
        "runoff": "同票者再次投票",
        "second_ballot": "缺额再次投票",
        "revote": "本轮无效，重新投票",
        "no_quorum": "到会人数不足",
    },
    "RoundStep": {
        "freeze": "固定选票内容",
        "print": "印制选票",
        "rehearse": "演练各种结果",
        "test": "试录测试票",
        "zero": "打印零票报告",
        "open": "开始投票",
        "take_back": "收回选票",
        "correct": "更正张数和人数",
        "key_first": "第一遍录入",
        "key_second": "第二遍录入",
        "restart": "重开一遍录入",
        "settle": "核对不一致处",
        "hand_count": "录入手工计票",
        "call": "唱票",
        "close": "结束计票",
        "report": "打印报告单",
        "reduce": "减少名额",
        "succeed": "建后续轮次",
        "void": "作废本轮",
        "hand_over": "移交计票机",
        "recall": "收回移交",
        "bring_back": "读入计票结果",
    },
    "PackageKind": {"ballot": "票决", "result": "计票结果"},
    "HandCount": {
        "not_made": "没有手工计票",
        "agrees": "手工计票一致",
        "differs": "手工计票不一致",
        "explained": "手工计票差异已说明",
    },
    "Validity": {"valid": "整票有效", "invalid": "整票无效", "doubtful": "整票存疑"},
    "Verdict": {"valid": "有效", "invalid": "无效"},
    "RowStatus": {"ok": "可以导入", "refused": "有问题", "skipped": "跳过", "left_out": "不导入"},
    "ImportKind": {
        "organisations": "单位名录",
        "units": "好单位推荐表",
        "cadres": "好干部推荐表",
        "opinions": "意见反馈表",
        "clearance": "纪公检法反馈表",
    },
    "SettingKind": {
        "int": "数字",
        "limit": "期限",
        "text": "文字",
        "years": "年份",
        "choice": "选择",
        "moment": "时间",
        "weights": "权重",
    },
    "Lock": {
        "initial_decided": "初审入围名单确定",
        "votes_counted": "第一份投票数据导入",
        "round_frozen": "票决的选票内容固定",
        "notice_published": "公示发布",
    },
    "Confidence": {
        "founding": "已公布文件",
        "regulation": "上级法规",
        "habit": "通行做法",
        "decision": "程序约定",
    },
    "Action": ACTIONS,
}

FIELDS: dict[str, str] = {
    "name": "姓名",
    "gender": "性别",
    "ethnicity": "民族",
    "birth": "出生年月",
    "native_place": "籍贯",
    "education": "学历",
    "degree": "学位",
    "politics": "政治面貌",
    "joined_party": "入党时间",
    "started_work": "参加工作时间",
    "organisation": "推荐单位",
    "post": "现任职务",
    "level": "职务层次",
    "deed_kind": "事项类别",
    "deed": "主要事迹",
    "phone": "联系电话",
    "nature": "单位性质",
    "head": "负责人",
    "headcount": "人数",
    "kind": "单位类别",
    "assessed": "参加绩效考核",
    "unit_quota": "好单位名额",
    "cadre_quota": "好干部名额",
    "answer": "意见",
    "text": "说明",
    "addressee": "填报单位",
    "birth_month": "出生年月（识别）",
    "discipline": "纪委监委",
    "police": "公安",
    "procuratorate": "检察院",
    "court": "法院",
}
UNIT_NAME = "单位全称"
LONG = ("deed", "text")

PAPERS: dict[str, str] = {
    "ballot": "表决票",
    "rehearsal": "演练表",
    "test_deck": "测试票",
    "zero_report": "零票报告",
    "tally_sheet": "空白计票表",
    "attendance": "出席和发票、收票登记表",
    "box_seal": "票箱封条",
    "report": "计票结果报告单",
    "elected": "当选名单",
    "code_sheets": "票决结果码单",
    "notice": "公示",
    "supplement": "补充公示",
    "circular": "通报",
    "reward_register": "激励台账",
    "media_register": "信息导入导出登记表",
    "determination": "容错认定书",
    "case_application": "容错申请书",
    "case_acceptance": "受理通知书",
    "case_refusal": "不予受理通知书",
    "case_report": "调查核实报告",
    "case_deliberation": "会商记录",
    "case_ballot": "会商表决票",
    "case_determination": "容错认定书",
    "case_feedback": "认定反馈书",
    "case_correction": "纠错通知书",
    "case_review": "复核答复书",
    "case_execution": "执行情况报告",
    "case_filing": "容错备案表",
    "case_file": "容错案卷",
    "request": "征求意见函",
    "reminder": "催办函",
    "clearance_request": "纪公检法核查函",
    "coupon": "公众选票",
    "booklet": "事迹展示册",
    "candidate_register": "候选对象名册",
    "candidate_overview": "情况一览表",
    "opinion_summary": "征求意见汇总表",
    "shortlist": "入围情况表",
    "shortlist_public": "入围名单",
    "votes": "群众投票统计表",
    "package_register": "交换包登记页",
}


def word(member: StrEnum | None) -> str:
    """Return what the window says for a member of a closed set; nothing for None."""
    return "" if member is None else WORDS[type(member).__name__][member.value]


def field_word(field: str, *, unit: bool = False) -> str:
    """Return the heading of a field; a unit's name is its full name."""
    return UNIT_NAME if unit and field == "name" else FIELDS.get(field, field)


def in_order(fields: Iterable[str]) -> list[str]:
    """Return field names as a page lists them: the person first, long words last."""
    order = [field for field in FIELDS if field not in LONG] + list(LONG)
    return sorted(fields, key=lambda field: order.index(field) if field in order else -1)


def day(on: date | None) -> str:
    """Return a day as people read it: 2026年11月8日."""
    return "" if on is None else f"{on.year}年{on.month}月{on.day}日"


def short_day(on: date | None) -> str:
    """Return a day for a narrow column: 2026-11-08."""
    return "" if on is None else on.isoformat()


def moment(at: datetime | None) -> str:
    """Return a moment by this computer's own time zone."""
    return "" if at is None else f"{at.astimezone():%Y-%m-%d %H:%M}"


def month(text: str | None) -> str:
    """Return a stored month as people read it: 1980年1月."""
    if not text:
        return ""
    year, _, number = text.partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else text


def fact(value: object) -> object:
    """Return a fact of a sentence in the window's words."""
    match value:
        case StrEnum():
            return word(value)
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case list() | tuple() | set() | frozenset():
            return "、".join(str(fact(each)) for each in value)
    return value

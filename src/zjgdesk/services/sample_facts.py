"""What the sample workspace is made of: invented people, papers and words, marked as such."""

from collections.abc import Mapping
from datetime import date

from zjgdesk.rules.vocabulary import Role
from zjgdesk.services.accounts import NewAccount
from zjgdesk.services.imports import ImportKind

YEAR = 2026
CLERK, FIRST, SECOND, CHIEF, OTHER = "陈经办", "孙计票", "周计票", "吴总监", "郑监票"
ACCOUNTS = (
    NewAccount("林管理", Role.ADMINISTRATOR),
    NewAccount(CLERK, Role.CLERK),
    NewAccount(FIRST, Role.TELLER),
    NewAccount(SECOND, Role.TELLER),
    NewAccount(CHIEF, Role.SCRUTINEER),
    NewAccount(OTHER, Role.SCRUTINEER),
    NewAccount("沈督查", Role.AUDITOR),
)
CONTACTS = {
    "notice.issuer": "（示例）市委组织部",
    "notice.office": "（示例）市委组织部干部监督科",
    "notice.hours": "上午8:30至11:30，下午2:00至5:30",
    "notice.phone": "0512-12380",
    "notice.address": "（示例）人民中路1号",
    "notice.postcode": "215600",
    "vote.opens": "2026-11-01 00:00",
    "vote.closes": "2026-11-08 00:00",
}
SOURCE = "演示用值，非正式文件"
PLACES, STANDING, DUE, PRESENT, COPIES = 30, 36, 13, 12, 15
STATION_WORD = "示例计票机口令"
MEETING_ON, PUBLISHED_ON = date(2026, 11, 17), date(2026, 11, 18)
NOTICE_TITLE = "2026年度担当作为好干部当选人选公示"
SUPPLEMENT_TITLE = "2026年度担当作为好干部当选人选补充公示"
MOST_ROUNDS = 3

SLIP, UNCLEAR = 3, 7
RARE = "龚㛃䶮"
FILES: tuple[tuple[ImportKind, str, Mapping[int, Mapping[str, str]]], ...] = (
    (ImportKind.ORGANISATIONS, "单位名录.csv", {}),
    (ImportKind.UNITS, "好单位推荐汇总表.xlsx", {}),
    (
        ImportKind.CADRES,
        "好干部推荐汇总表.xlsx",
        {101: {"name": RARE, "birth": "1979.05", "post": "凤凰镇综合科科长"}},
    ),
)
FOUND = {
    "1a": "对照法律法规核对，没有明令禁止",
    "1b": "征迁指挥部答复，上级没有明确禁止",
    "1c": "符合市委过江通道工作部署",
    "2a": "村两委会议纪要两份，经集体研究决定",
    "3a": "镇纪委核查，本人和亲属没有从中得利",
    "3b": "没有故意损害农户权益",
    "4a": "近五年同类工作没有差错记录",
    "5a": "多付补偿款于发现后十日内全部追回",
    "5b": "逐户说明，农户没有异议",
    "6a": "没有发生安全责任事故",
    "6b": "没有造成污染和生态破坏",
    "6c": "没有集体上访和越级上访",
}
TASKS = (
    (
        "核对补偿口径和集体研究情况",
        "（示例）镇纪委",
        date(2026, 10, 15),
        "查阅会议纪要两份，口径在衔接期没有明文。",
    ),
    (
        "核对多付款项追回情况",
        "（示例）镇财政所",
        date(2026, 10, 20),
        "多付款项全部入账，凭证附卷。",
    ),
)
MEMBERS = (
    ("（示例）徐书记", "镇党委书记"),
    ("（示例）范镇长", "镇长"),
    ("（示例）邹委员", "组织委员"),
)
RECEIPT = "（示例）追回补偿款凭证：共三户，合计一万二千元，均已入账。\n"

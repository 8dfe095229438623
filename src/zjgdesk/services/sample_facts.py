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
MEETING_ON, PUBLISHED_ON = date(2026, 11, 17), date(2026, 11, 18)
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
EVIDENCE = (
    "对照市委工作部署核对，未发现明令禁止情形",
    "班子会议纪要两份，经民主决策",
    "纪检机关核查，未谋取私利",
    "近五年同类工作无重复差错记录",
    "多付补偿款已于发现后十日内全部追回",
    "未造成安全、环境责任事故和群体性事件",
)

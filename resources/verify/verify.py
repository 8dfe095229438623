#!/usr/bin/env python3
"""核对一轮票决的归档：只用 Python 3.8 以上自带的功能，不需要工作台程序。

用法：python3 verify.py [归档文件夹或 .zip] [--anchor 短码]
不写归档位置时，核对本文件所在的文件夹。退出码：0 一致，1 不一致，2 无法核对。

依次核对：清单、签名、留痕（摘要前后相连，最后一条封住全部内容）、定义、账目，
按规则从每一张票重新计票，再核对报告单和文书。
"""

# fmt: off
from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple

Pair = Tuple[int, int]
Findings = Iterator[Tuple[Any, str]]  # 是不是不一致、怎么不一致
FORMAT, VERSION = "zjgdesk-archive", 1
ORIGIN = "0" * 64
LETTERS = "ynav"  # 同意、不同意、弃权、该项无效
WORDS = ("yes", "no", "abstain", "void")
NEEDED = {"definition.json", "result.json", "papers.json", "settlements.json", "report.json"}
NEEDED |= {"documents.json", "trail.json", "verify.py"}
BROKEN = (KeyError, TypeError, ValueError, IndexError, AttributeError)
NAMES = {
    "present": "到会", "printed": "印制", "issued": "发出", "returned": "收回", "left_over": "剩余",
    "spoiled": "作废", "valid": "有效票", "invalid": "无效票", "needed": "当选所需票数", "due": "应到",
    "quorum": "最低到会人数", "elected": "当选", "tied": "票数相等", "places_left": "空缺名额",
    "next": "下一步", "rules": "依据", "stands": "投票是否有效", "places": "名额", "meeting": "会议",
    "held_on": "日期", "differences": "核对处数",
}
OPEN_KEYS = {"seq", "time", "actor", "action", "subject", "facts", "previous", "digest"}
CLOSED_KEYS = {"seq", "previous", "digest"}

def sm3(data: bytes) -> str:
    """国密 SM3（GB/T 32905），本机没有时用这里的实现。"""
    def turn(word: int, by: int) -> int:
        by %= 32
        return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF
    state = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600,
             0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    padded = data + b"\x80" + b"\0" * ((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, "big")
    for start in range(0, len(padded), 64):
        w = [int.from_bytes(padded[start + i : start + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ turn(w[j - 3], 15)
            w.append(x ^ turn(x, 15) ^ turn(x, 23) ^ turn(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            early = j < 16
            constant = 0x79CC4519 if early else 0x7A879D8A
            ss1 = turn((turn(a, 12) + e + turn(constant, j)) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if early else (e & f) | (~e & g)
            tt1 = (ff + d + (ss1 ^ turn(a, 12)) + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, turn(b, 9), c
            e, f, g, h = tt2 ^ turn(tt2, 9) ^ turn(tt2, 17), e, turn(f, 19), g
        state = [old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return "".join(f"{word:08x}" for word in state)

def digest(data: bytes, like: str) -> str:
    """按 like 所写的算法计算摘要。"""
    name = like.partition(":")[0]
    if name == "sha256":
        return "sha256:" + hashlib.sha256(data).hexdigest()
    if name != "sm3":
        return "未知算法"
    own = "sm3" in hashlib.algorithms_available  # 有的 Python 没有
    return "sm3:" + (hashlib.new("sm3", data).hexdigest() if own else sm3(data))

def fits(data: bytes, told: str) -> bool:
    return digest(data, told) == told

def canonical(value: Any) -> bytes:
    """写成计算摘要用的唯一形式。"""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")

def short(text: str) -> str:
    """页脚上印的短码：前 16 位，四位一组，每组后面加一位校验。"""
    figures, letters = text.rpartition(":")[2][:16].upper(), "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    groups = [figures[at : at + 4] for at in range(0, 16, 4)]
    sums = [sum(w * int(c, 16) for w, c in enumerate(group, 2)) for group in groups]
    return " ".join(g + letters[(n + 7 * at) % 31] for at, (g, n) in enumerate(zip(groups, sums)))

def signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Ed25519 签名（RFC 8032）是不是这个公钥的。"""
    p, q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
    d = -121665 * pow(121666, -1, p) % p
    def add(one: Pair, two: Pair) -> Pair:
        (x, y), (u, v) = one, two
        k = d * x * y * u * v
        return (x * v + y * u) * pow(1 + k, -1, p) % p, (y * v + x * u) * pow(1 - k, -1, p) % p
    def times(number: int, point: Pair) -> Pair:
        total = (0, 1)
        for bit in f"{number:b}":
            total = add(add(total, total), point if bit == "1" else (0, 1))
        return total
    def point(data: bytes) -> Pair:
        odd, y = divmod(int.from_bytes(data, "little"), 1 << 255)
        square = (y * y - 1) * pow(d * y * y + 1, -1, p) % p
        x = pow(square, (p + 3) // 8, p)
        x = x if x * x % p == square else x * pow(2, (p - 1) // 4, p) % p
        if x * x % p != square or y >= p:
            raise ValueError("签名或者公钥不是曲线上的点")
        return (p - x if x & 1 != odd else x), y
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little")
    s, base = int.from_bytes(signature[32:], "little"), (4 * pow(5, -1, p) % p).to_bytes(32, "little")
    right = add(point(signature[:32]), times(hashed % q, point(public)))
    return len(signature) == 64 and s < q and times(s, point(base)) == right

def recount(definition: Dict[str, Any], figures: Dict[str, int], papers: Any) -> Dict[str, Any]:
    """从每一张票重新得出结果，不用工作台的任何代码。"""
    rows, places = len(definition["entries"]), definition["places"]
    counts, valid, invalid = [[0, 0, 0, 0] for _ in range(rows)], 0, 0
    for paper in papers:
        marks = paper.get("marks")
        if marks is None:  # 整张无效（VOTE-06）
            invalid += 1
            continue
        if len(marks) != rows or set(marks) - set(LETTERS):
            raise ValueError("票面行数或符号不对")
        if marks.count("y") > places:  # 多选的整张无效（VOTE-05）
            invalid += 1
            continue
        valid += 1  # 空白票是有效票
        for row, mark in zip(counts, marks):
            row[LETTERS.index(mark)] += 1
    due, present = definition["due"], figures["present"]
    needed = (present if definition["base"] == "present" else due) // 2 + 1  # 过半数（VOTE-02）
    yes = [row[0] for row in counts]
    stands = False
    if present * 3 < due * 2:  # 到会不足三分之二（VOTE-01）
        chosen: Tuple[List[int], List[int], str, str] = ([], [], "no_quorum", "VOTE-01")
    elif figures["returned"] > min(figures["issued"], present):  # 收回多于发出（VOTE-04）
        chosen = ([], [], "revote", "VOTE-04")
    else:
        stands, chosen = True, elect(yes, places, needed)
    elected, tied, step, rule = chosen
    return {
        "stands": stands, "valid": valid, "invalid": invalid, "needed": needed,
        "quorum": (due * 2 + 2) // 3, "counts": counts, "elected": elected, "tied": tied,
        "places_left": places - len(elected), "next": step, "rules": [rule],
    }

def elect(yes: List[int], places: int, needed: int) -> Tuple[List[int], List[int], str, str]:
    """过半数的按得票多少当选；最后一个名额上票数相等的都不当选，再投一次。"""
    passed = sorted((at for at in range(len(yes)) if yes[at] >= needed), key=lambda at: -yes[at])
    if len(passed) < places:  # 过半数的不足名额（VOTE-14）
        return passed, [], "second_ballot" if len(passed) < len(yes) else "done", "VOTE-14"
    if len(passed) > places and yes[passed[places - 1]] == yes[passed[places]]:  # VOTE-13
        last = yes[passed[places]]
        above = [at for at in passed if yes[at] > last]
        return above, [at for at in passed if yes[at] == last], "runoff", "VOTE-13"
    return passed[:places], [], "done", "VOTE-12"

class Archive:
    """归档里的文件；JSON 文件必须是唯一形式。"""

    def __init__(self, place: Path) -> None:
        if place.is_dir():
            found = [p for p in place.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
            self.files = {path.relative_to(place).as_posix(): path.read_bytes() for path in found}
        else:
            with zipfile.ZipFile(place) as packed:
                names = packed.namelist()
                self.files = {name: packed.read(name) for name in names}
                if len(self.files) != len(names):
                    raise ValueError("压缩包里有重名的文件")

    def load(self, name: str) -> Any:
        """读出一个 JSON 文件。"""
        value = json.loads(self.files[name].decode("utf-8"))
        if canonical(value) != self.files[name]:
            raise ValueError("不是规定的 JSON 形式")
        return value

def check_manifest(archive: Archive) -> Findings:
    """清单。"""
    manifest = archive.load("manifest.json")
    names = [each["name"] for each in manifest["files"]]
    known = set(names) | {"manifest.json", "signature.json"}
    yield set(manifest) != {"format", "version", "round", "files"}, "项目与规定的不同"
    yield manifest["format"] != FORMAT or manifest["version"] != VERSION, "不是能核对的归档版本"
    yield names != sorted(set(names)), "文件名重复或者次序不对"
    for name in sorted(set(archive.files) - known):
        yield True, f"多出文件 {name}"
    for name in sorted(NEEDED - set(names)):
        yield True, f"没有列出 {name}"
    for each in manifest["files"]:
        data = archive.files.get(each["name"], b"")
        yield each["name"] not in archive.files, f"缺少文件 {each['name']}"
        same = len(data) == each["size"] and fits(data, each["digest"])
        yield not same, f"文件 {each['name']} 与归档时不同"

def check_signature(archive: Archive) -> Findings:
    """签名；指纹由各方当面核对过，写在“计票机与交换”里。没有签名的归档只凭短码。"""
    if "signature.json" in archive.files:
        told = archive.load("signature.json")
        text = b"zjgdesk-archive\0" + archive.files["manifest.json"]
        sign, own = (bytes.fromhex(told[key]) for key in ("sign", "signature"))
        yield not signed(sign, text, own), "签名与清单不符"
        yield fingerprint(told) != told["fingerprint"], "指纹与公钥不符"

def fingerprint(told: Dict[str, Any]) -> str:
    """签名电脑的指纹，八组数字。"""
    own = canonical([told[key] for key in ("uid", "year", "purpose", "sign", "box")])
    digits = f"{int.from_bytes(hashlib.sha256(own).digest(), 'big') % 10**40:040d}"
    return " ".join(digits[at : at + 5] for at in range(0, 40, 5))

def check_trail(archive: Archive) -> Findings:
    """留痕；只写编号和摘要的是其他事项的记录，内容不在归档里。"""
    manifest, entries = archive.load("manifest.json"), archive.load("trail.json")
    before = ORIGIN
    for at, entry in enumerate(entries, start=1):
        told = {key: value for key, value in entry.items() if key != "digest"}
        is_open = set(entry) == OPEN_KEYS
        yield entry["seq"] != at, f"第 {at} 条的编号是 {entry['seq']}，有增删或者次序变动"
        yield entry["previous"] != before, f"第 {at} 条没有接在前一条之后"
        yield not is_open and set(entry) != CLOSED_KEYS, f"第 {at} 条的项目与规定的不同"
        yield is_open and not fits(canonical(told), entry["digest"]), f"第 {at} 条与摘要不符"
        before = entry["digest"]
    last, rest = entries[-1], [each for each in manifest["files"] if each["name"] != "trail.json"]
    mine = ("archive_round", f"round:{manifest['round']}")
    yield (last.get("action"), last.get("subject")) != mine, "最后一条不是本轮的归档"
    yield not fits(canonical(rest), last["facts"]["content"]), "文件与归档时封住的不同"
    yield not fits(canonical(entries[:-1]), last["facts"]["trail"]), "以前的记录与归档时封住的不同"

def of_round(archive: Archive, action: str) -> List[Dict[str, Any]]:
    """本轮的某种留痕，按先后。"""
    subject = f"round:{archive.load('manifest.json')['round']}"
    told = [(each.get("action"), each.get("subject"), each) for each in archive.load("trail.json")]
    return [each for did, of, each in told if (did, of) == (action, subject)]

def check_definition(archive: Archive) -> Findings:
    """定义；固定之后不得改变。"""
    entries = archive.load("definition.json")["entries"]
    numbers = [entry[0] for entry in entries]
    yield numbers != list(range(1, len(entries) + 1)), "候选人的序号不连续"
    told = [each["facts"]["digest"] for each in of_round(archive, "freeze_round")][-1:]
    brought = [e for e in archive.load("trail.json") if e.get("action") == "take_in_ballot"]
    told = told or [digest for each in brought for digest in each["facts"]["rounds"]]
    yield not told, "留痕中没有固定选票内容或者读入票决的记录"
    definition = archive.files["definition.json"]
    yield not any(fits(definition, each) for each in told), "与固定选票内容时的摘要不符"

def noted_figures(archive: Archive) -> Dict[str, Any]:
    """开始投票、收回选票、更正时留痕中的人数和张数，以后来的为准。"""
    mine, told = f"round:{archive.load('manifest.json')['round']}", {}
    for entry in archive.load("trail.json"):
        action, facts = entry.get("action"), entry.get("facts", {})
        if action == "open_round" and mine in facts["issued"]:
            told.update(present=facts["present"], issued=facts["issued"][mine])
        elif action == "take_back" and mine in facts["papers"]:
            told.update(facts["papers"][mine])
        elif action == "correct_figures" and entry["subject"] == mine:
            told.update(facts["after"])
    return told

def check_ledger(archive: Archive) -> Findings:
    """账目（VOTE-04、VOTE-07）。"""
    result, definition = archive.load("result.json"), archive.load("definition.json")
    told, noted, papers = result["figures"], noted_figures(archive), archive.load("papers.json")
    for key in ("present", "issued", "returned", "left_over", "spoiled"):
        yield told[key] != noted[key], f"{NAMES[key]}与开始投票、收回、更正时的留痕不同"
    parts = told["issued"] + told["left_over"] + told["spoiled"]
    yield told["printed"] != parts, "印制张数不等于发出、剩余、作废之和"
    yield told["returned"] != result["valid"] + result["invalid"], "收回不等于有效、无效之和"
    yield told["returned"] != len(papers), "收回张数与归档的票数不同"
    yield told["returned"] > min(told["issued"], told["present"]), "收回多于发出或者到会人数"
    yield min(told.values()) < 0 or told["present"] > definition["due"], "人数或者张数不可能"
    for row in result["counts"]:
        total = sum(row[word] for word in WORDS)
        yield total != result["valid"], f"{row['name']} 的四项之和不等于有效票数"

def check_result(archive: Archive) -> Findings:
    """重新计票，与结果、结束计票时的留痕、手工计票比较。"""
    definition, result = archive.load("definition.json"), archive.load("result.json")
    own = recount(definition, result["figures"], archive.load("papers.json"))
    closing = of_round(archive, "close_round")
    closed = {"valid": own["valid"], "invalid": own["invalid"], "next": own["next"]}
    closed["elected"] = len(own["elected"])
    noted = {key: closing[-1]["facts"].get(key) for key in closed} if closing else {}
    yield noted != closed, "与结束计票时的留痕不同"
    reduced, counts = bool(result["reduced"]), own.pop("counts")
    yield reduced != bool(of_round(archive, "reduce_places")), "减少名额的说明与留痕不同"
    names = [entry[2] for entry in definition["entries"]]
    own["elected"], own["tied"] = ([names[at] for at in own[key]] for key in ("elected", "tied"))
    own["next"] = "done" if reduced else own["next"]
    for key, value in own.items():
        yield result[key] != value, f"{NAMES[key]}写的是 {result[key]}，重新计票得 {value}"
    yield [row["name"] for row in result["counts"]] != names, "候选人与定义不同"
    for row, name, count in zip(result["counts"], names, counts):
        told = [row[word] for word in WORDS]
        yield told != count, f"{name} 的同意、不同意、弃权、无效写的是 {told}，重新计票得 {count}"
    hand = result["hand_count"]
    if hand and not hand["explained"]:
        by_hand = (hand["valid"], hand["invalid"], hand["counts"])
        differs = by_hand != (own["valid"], own["invalid"], counts)
        yield differs, "手工计票与重新计票不同，又没有说明"

def check_report(archive: Archive) -> Findings:
    """报告单上的数字与结果比较；报告单自己的次序不论。"""
    report, result = archive.load("report.json"), archive.load("result.json")
    definition, settlements = archive.load("definition.json"), archive.load("settlements.json")
    expected = {key: definition[key] for key in ("due", "places", "meeting", "held_on")}
    expected.update({key: result[key] for key in ("valid", "invalid", "quorum", "needed")})
    expected.update(result["figures"], differences=len(settlements))
    for key, value in expected.items():
        yield report[key] != value, f"{NAMES[key]}写的是 {report[key]}，应为 {value}"
    shown, own = (
        sorted([row["name"], *(row[word] for word in WORDS)] for row in each["counts"])
        for each in (report, result)
    )
    yield shown != own, "候选人的票数与结果不同"
    rows = len(definition["entries"])
    for cell in settlements:
        good = 0 <= cell["position"] <= rows and cell["settled"]
        yield not good, "核对记录中有不存在或者没有结论的一处"

def check_documents(archive: Archive) -> Findings:
    """文书；每一份在留痕中都有记载，有记载的一份不少。"""
    rows = archive.load("documents.json")
    subject = f"round:{archive.load('manifest.json')['round']}"
    own = [each for each in archive.load("trail.json") if each.get("subject") == subject]
    told = {each["facts"]["document"] for each in own if "document" in each["facts"]}
    yield told != {row["digest"] for row in rows}, "目录与留痕中记载的文书不同"
    names = {row["digest"]: f"documents/{row['digest'].replace(':', '-')}.pdf" for row in rows}
    kept = {name for name in archive.files if name.startswith("documents/")}
    yield kept != set(names.values()), "文件与目录不同"
    for row in rows:
        data = archive.files.get(names[row["digest"]], b"")
        yield not fits(data, row["digest"]), f"{row['title']} 与签发时不同"

CHECKS: Tuple[Tuple[str, Callable[[Archive], Findings]], ...] = (
    ("清单", check_manifest), ("签名", check_signature), ("留痕", check_trail),
    ("定义", check_definition), ("账目", check_ledger), ("重新计票", check_result), ("报告单", check_report),
    ("文书", check_documents),
)

def check(archive: Archive, anchor: str = "") -> List[Tuple[str, str]]:
    """做全部核对，返回在哪里、怎么不一致；没有就是一致。"""
    found = []
    for name, step in CHECKS:
        try:
            for wrong, what in step(archive):
                if wrong:
                    found.append((name, what))
        except BROKEN as error:
            found.append((name, f"内容残缺或者格式不对，不能核对下去（{error}）"))
    wanted, own = "".join(anchor.split()).upper(), anchor_of(archive)
    if wanted not in ("", "".join(own.split()), "".join(g[:4] for g in own.split())):
        found.append(("短码", f"归档的短码是 {own}，与所给的不同"))
    return found

def anchor_of(archive: Archive) -> str:
    """归档这一条留痕的短码，应与案卷里的相同。"""
    try:
        return short(archive.load("trail.json")[-1]["digest"])
    except BROKEN:
        return "（读不出）"

def main(arguments: List[str]) -> int:
    """核对并说出结果。"""
    anchor = ""
    if "--anchor" in arguments:
        at = arguments.index("--anchor")
        anchor, arguments = "".join(arguments[at + 1 :]), arguments[:at]
    place = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        archive = Archive(place)
        archive.files["manifest.json"]
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        sys.stdout.write(f"无法核对：{place} 不是归档，或者读不出（{error}）\n")
        return 2
    found = check(archive, anchor)
    for name, _ in CHECKS:
        wrong = [what for where, what in found if where == name]
        told = "".join(f"不一致：{name}：{what}\n" for what in wrong)
        sys.stdout.write(told or f"一致：{name}\n")
    sys.stdout.write("".join(f"不一致：{at}：{what}\n" for at, what in found if at == "短码"))
    sys.stdout.write(f"结论：不一致，共 {len(found)} 处\n" if found else "结论：一致\n")
    sys.stdout.write(f"归档短码：{anchor_of(archive)}。请与案卷留痕中“归档轮次”一条的短码比较：\n")
    sys.stdout.write("全部内容连同摘要一起改写、又处处相符的，只有这样才能发现。\n")
    signature = archive.files.get("signature.json", b"{}") if not found else b"{}"
    own = json.loads(signature).get("fingerprint", "（没有签名，或者不一致）")
    sys.stdout.write(f"签名电脑的指纹：{own}\n")
    return 1 if found else 0

if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))

"""The archive of a round: whole, in order for an inspector, and at odds once anything is touched."""

import contextlib
import copy
import errno
import importlib.util
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import trail_of
from tests.services.conftest import KEYS
from zjgdesk.digests import digest_of
from zjgdesk.errors import DeskError
from zjgdesk.exchange import archive
from zjgdesk.exchange.machine_keys import new_keys
from zjgdesk.resources import resources
from zjgdesk.rules.ballots import Count
from zjgdesk.services import archiving, count_papers, counting, hand_count, settling
from zjgdesk.services.trail import anchor

VERIFY = resources() / "verify" / "verify.py"
SCHEMA = Path(__file__).parents[1] / "exchange/schemas/nist_cvr_v1.schema.json"
SHEETS = ["yynn"] * 5 + ["yyaa"] + ["ynva"] + [None]


def load_verify():
    spec = importlib.util.spec_from_file_location("inspectors_verify", VERIFY)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


verify = load_verify()


@pytest.fixture
def closed_round(sign_in, opened_round, key_pass):
    """A round with a disagreement that was settled, a count by hand, closed and reported."""

    def make(sheets=SHEETS, *, report=True):
        round_id, chief = opened_round(), sign_in("总监票")
        key_pass(round_id, 1, ["nynn", *sheets[1:]])
        key_pass(round_id, 2, sheets)
        settling.settle_difference(
            chief, round_id, paper_no=1, position=1, mark="yes", witness="监票乙", how="当面复核"
        )
        hand_count.record_hand_count(
            chief,
            round_id,
            valid=7,
            invalid=1,
            counts=[Count(7, 0, 0, 0), Count(6, 1, 0, 0), Count(0, 5, 1, 1), Count(0, 5, 2, 0)],
        )
        counting.close_round(chief, round_id, keys=KEYS)
        if report:
            count_papers.print_report(chief, round_id)
        return round_id

    return make


KEPT = {}


@pytest.fixture
def whole(request, tmp_path):
    """The files of one good archive, made once."""
    if not KEPT:
        round_id = request.getfixturevalue("closed_round")()
        archiving.archive_round(
            request.getfixturevalue("sign_in")("总监票"), round_id, tmp_path / "归档"
        )
        KEPT.update(verify.Archive(tmp_path / "归档").files)
    return dict(KEPT)


def checked(files, anchor=""):
    held = verify.Archive.__new__(verify.Archive)
    held.files = files
    return verify.check(held, anchor)


def run(*arguments, program=VERIFY):
    told = subprocess.run(
        [sys.executable, "-I", str(program), *map(str, arguments)],
        capture_output=True, check=False, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return told.returncode, told.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["归档", "归档.zip"])
def test_an_archive_checks_itself_without_the_program(desk, sign_in, closed_round, tmp_path, name):
    row = archiving.archive_round(sign_in("督查员"), closed_round(), tmp_path / name)
    code, said = run(tmp_path / name, "--anchor", row.anchor)
    assert (code, "结论：一致" in said, row.anchor in said) == (0, True, True), said
    newest = trail_of(desk)[0]
    assert (newest.action, anchor(newest.digest)) == ("archive_round", row.anchor)
    assert (row.papers, row.documents) == (8, 2 + len_of_others(desk))
    if row.path.is_dir():
        assert run(program=tmp_path / name / "verify.py")[0] == 0


def len_of_others(desk):
    """What the round printed beside ballot and report: the papers of its proving."""
    told = {json.loads(row.facts).get("document") for row in trail_of(desk)}
    return len(told - {None}) - 2


def test_only_what_was_done_to_the_round_is_told(desk, whole):
    entries = json.loads(whole["trail.json"])
    open_ones = [entry for entry in entries if "facts" in entry]
    assert len(open_ones) < len(entries)
    assert {entry["subject"].partition(":")[0] for entry in open_ones} == {"round", "meeting"}
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))


def test_papers_stand_in_no_order_and_without_numbers(whole):
    papers = json.loads(whole["papers.json"])
    assert sorted(map(str, papers)) == sorted(
        str({"invalid": "字迹无法辨认"} if each is None else {"marks": each}) for each in SHEETS
    )


def test_two_archives_shuffle_anew(sign_in, closed_round, tmp_path):
    round_id, chief = closed_round(), sign_in("总监票")
    orders = set()
    for at in range(8):
        archiving.archive_round(chief, round_id, tmp_path / f"归档{at}")
        orders.add((tmp_path / f"归档{at}" / "papers.json").read_bytes())
        assert run(tmp_path / f"归档{at}")[0] == 0
    assert len(orders) > 4


def test_a_closed_round_without_report_is_archived_too(sign_in, closed_round, tmp_path):
    archiving.archive_round(sign_in("经办人"), closed_round(report=False), tmp_path / "归档")
    assert run(tmp_path / "归档")[0] == 0


def test_a_round_of_corrected_figures_and_reduced_places(
    sign_in, opened_round, key_pass, tmp_path
):
    from zjgdesk.services import box, following

    round_id, chief = opened_round(returned=7, left_over=1), sign_in("总监票")
    right = box.Figures(present=8, issued=8, returned=8, left_over=1, spoiled=1)
    box.correct_figures(chief, round_id, right, reason="漏数一张")
    sheets = ["ynnn"] * 8
    key_pass(round_id, 1, sheets)
    key_pass(round_id, 2, sheets)
    counting.close_round(chief, round_id, keys=KEYS)
    following.reduce_places(chief, round_id, reason="会议决定减少名额")
    archiving.archive_round(chief, round_id, tmp_path / "归档")
    assert run(tmp_path / "归档") == (0, run(tmp_path / "归档")[1])


def test_nothing_leaves_before_the_close(sign_in, opened_round, key_pass, tmp_path):
    round_id = opened_round()
    key_pass(round_id, 1, SHEETS)
    for act in (archiving.archive_round, archiving.export_cvr):
        with pytest.raises(DeskError, match=r"archive\.not_closed"):
            act(sign_in("总监票"), round_id, tmp_path / "归档")
    assert not (tmp_path / "归档").exists()


@pytest.mark.parametrize("name", ["归档", "归档.zip"])
def test_a_disk_that_fails_at_any_file_leaves_nothing(
    desk, sign_in, closed_round, tmp_path, monkeypatch, name
):
    round_id, place, real = closed_round(), tmp_path / "盘", os.fsync
    place.mkdir()
    before = len(trail_of(desk))
    for allowed in range(1 if name.endswith("zip") else 12):
        left = [allowed]

        def fails(handle, left=left):
            if not left[0]:
                raise OSError(errno.ENOSPC, "full")
            left[0] -= 1
            real(handle)

        with monkeypatch.context() as patch:
            patch.setattr(archive.os, "fsync", fails)
            with pytest.raises(DeskError, match=r"archive\.unwritable"):
                archiving.archive_round(sign_in("总监票"), round_id, place / name)
        assert list(place.iterdir()) == []
    assert len(trail_of(desk)) == before


@pytest.mark.parametrize("taken", ["归档", "归档.part"])
def test_what_lies_there_is_never_written_over(sign_in, closed_round, tmp_path, taken):
    (tmp_path / taken).write_text("旧的")
    with pytest.raises(DeskError, match=r"archive\.exists") as caught:
        archiving.archive_round(sign_in("总监票"), closed_round(), tmp_path / "归档")
    assert caught.value.facts == {"name": taken}
    assert [(each.name, each.read_text()) for each in tmp_path.glob("归档*")] == [(taken, "旧的")]


def test_an_entry_that_is_not_kept_takes_its_archive_along(
    desk, sign_in, closed_round, tmp_path, monkeypatch
):
    round_id, before = closed_round(), len(trail_of(desk))
    real, calls = archiving.trail.append, []

    def fails(*arguments, **told):
        calls.append(told)
        if len(calls) == 2:  # the first seals the archive, the second is the action's own
            raise DeskError("disk.full", rule="DESK-07")
        real(*arguments, **told)

    monkeypatch.setattr(archiving.trail, "append", fails)
    with pytest.raises(DeskError, match=r"disk\.full"):
        archiving.archive_round(sign_in("总监票"), round_id, tmp_path / "归档")
    assert (len(calls), (tmp_path / "归档").exists()) == (2, False)
    assert len(trail_of(desk)) == before


def test_an_archive_has_its_name_only_after_its_entry_is_kept(
    desk, sign_in, closed_round, tmp_path, monkeypatch
):
    """A power cut before leaves no archive whose entry nobody has; one after leaves none at all."""
    round_id, seen = closed_round(), []
    real = archive.finish

    def late(target):
        seen.append((target.exists(), trail_of(desk)[0].action))
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "finish", late)
    with pytest.raises(KeyboardInterrupt):
        archiving.archive_round(sign_in("总监票"), round_id, tmp_path / "归档")
    assert seen == [(False, "archive_round")]
    assert not (tmp_path / "归档").exists()
    with pytest.raises(DeskError, match=r"archive\.unfinished"):
        real(tmp_path / "别处" / "归档")


@pytest.mark.parametrize("who", ["计票甲", "管理员"])
def test_who_may_not_archive(sign_in, closed_round, tmp_path, who):
    round_id = closed_round()
    for act in (archiving.archive_round, archiving.export_cvr):
        with pytest.raises(DeskError, match=r"role\.denied"):
            act(sign_in(who), round_id, tmp_path / "归档")
    assert not (tmp_path / "归档").exists()


# ------------------------------------------------------------------ tampering


def edited(files, name, change):
    """Change one JSON file in place."""
    value = json.loads(files[name])
    changed = change(value)
    files[name] = archive.as_json(value if changed is None else changed)


def reseal_manifest(files):
    """Write sizes and digests anew, as somebody would who knows the format."""
    round_id = json.loads(files["manifest.json"])["round"]
    files.pop(archive.SIGNATURE, None)  # whoever writes the manifest anew cannot sign it
    rest = {name: content for name, content in files.items() if name != "manifest.json"}
    files.update(archive.with_manifest(rest, round_id))


def reseal_all(files):
    """Write the chain anew too, from the first open entry on: nothing but the anchor is left."""
    aside = {"manifest.json", "trail.json", archive.SIGNATURE}
    rest = {n: c for n, c in files.items() if n not in aside}
    entries = json.loads(files["trail.json"])
    before = "0" * 64
    for entry in entries:
        entry["previous"] = before
        if "facts" in entry:
            if entry["action"] == "archive_round":
                entry["facts"]["content"] = digest_of(archive.as_json(archive.contents(rest)))
                entry["facts"]["trail"] = digest_of(archive.as_json(entries[:-1]))
            told = {key: value for key, value in entry.items() if key != "digest"}
            entry["digest"] = digest_of(archive.as_json(told))
        before = entry["digest"]
    files["trail.json"] = archive.as_json(entries)
    reseal_manifest(files)


def into(name, *path, value):
    """An edit that sets one value deep in a JSON file."""

    def change(files):
        def deep(told):
            for key in path[:-1]:
                told = told[key]
            assert told[path[-1]] != value, "the edit must change something"
            told[path[-1]] = value

        edited(files, name, deep)

    return change


def act(name, method):
    """An edit by a function on the parsed file."""
    return lambda files: edited(files, name, method)


def entry_of(action):
    def find(files):
        entries = json.loads(files["trail.json"])
        return next(at for at, each in enumerate(entries) if each.get("action") == action)

    return find


def in_entry(action, *path, value):
    return lambda files: into("trail.json", entry_of(action)(files), *path, value=value)(files)


def drop_entry(action):
    return lambda files: edited(
        files, "trail.json", lambda told: told.pop(entry_of(action)(files)) and None
    )


def swap(name, one, other):
    def change(told):
        told[one], told[other] = told[other], told[one]

    return act(name, change)


def paper(at_marks, to):
    """Turn one paper with these marks into another."""

    def change(told):
        at = next(i for i, each in enumerate(told) if each.get("marks") == at_marks)
        told[at] = to

    return act("papers.json", change)


def pdf(files):
    return next(name for name in sorted(files) if name.startswith("documents/"))


def spoil_pdf(files):
    files[pdf(files)] = files[pdf(files)][:-1] + b"?"


def drop_pdf(files):
    del files[pdf(files)]


def rename_pdf(files):
    files["documents/sm3-00.pdf"] = files.pop(pdf(files))


def trade_pdfs(files):
    names = [name for name in sorted(files) if name.startswith("documents/")]
    files[names[0]], files[names[1]] = files[names[1]], files[names[0]]


def adding(name, content=b"x"):
    return lambda files: files.update({name: content})


def dropping(name):
    return lambda files: files.pop(name)


def appending(name, content):
    return lambda files: files.update({name: files[name] + content})


# What contradicts itself even when all digests are written anew.
CONTRADICTIONS = {
    "a yes becomes a no": paper("yynn", {"marks": "ynnn"}),
    "a no becomes a yes": paper("yyaa", {"marks": "yyya"}),
    "an abstention becomes a no": paper("yyaa", {"marks": "yyna"}),
    "a void row becomes a yes": paper("ynva", {"marks": "ynya"}),
    "two rows of a paper change places": paper("ynva", {"marks": "nyva"}),
    "a valid paper becomes invalid": paper("yyaa", {"invalid": "撕毁"}),
    "an invalid paper becomes valid": act(
        "papers.json",
        lambda told: [each if "marks" in each else {"marks": "aaaa"} for each in told],
    ),
    "a paper chooses too many": paper("yyaa", {"marks": "yyyy"}),
    "a paper is removed": act("papers.json", lambda told: told[:-1]),
    "a paper is added": act("papers.json", lambda told: [*told, {"marks": "yynn"}]),
    "a paper is doubled in place of another": paper("yyaa", {"marks": "yynn"}),
    "all papers are gone": act("papers.json", lambda told: []),
    "a paper has a row less": paper("yyaa", {"marks": "yya"}),
    "a paper has an unclear mark": paper("yyaa", {"marks": "yyau"}),
    "a paper has no marks and no reason": paper("yyaa", {}),
    "more valid papers": into("result.json", "valid", value=8),
    "fewer invalid papers": into("result.json", "invalid", value=0),
    "a lower majority": into("result.json", "needed", value=4),
    "another quorum": into("result.json", "quorum", value=5),
    "more yes votes": into("result.json", "counts", 2, "yes", value=5),
    "fewer no votes": into("result.json", "counts", 1, "no", value=0),
    "more abstentions": into("result.json", "counts", 3, "abstain", value=3),
    "a void row less": into("result.json", "counts", 2, "void", value=0),
    "a result for another name": into("result.json", "counts", 2, "name", value="新人"),
    "a candidate's result is gone": act("result.json", lambda told: told["counts"].pop() and None),
    "somebody else is elected": into("result.json", "elected", value=["李四光", "丁一"]),
    "the elected change places": act("result.json", lambda told: told["elected"].reverse()),
    "nobody is elected": into("result.json", "elected", value=[]),
    "somebody is tied": into("result.json", "tied", value=["张三"]),
    "places are left": into("result.json", "places_left", value=1),
    "another next step": into("result.json", "next", value="runoff"),
    "another rule": into("result.json", "rules", value=["VOTE-13"]),
    "the round does not stand": into("result.json", "stands", value=False),
    "places were reduced": into("result.json", "reduced", value="会议决定"),
    "the count by hand differs": into("result.json", "hand_count", "valid", value=6),
    "a row of the count by hand differs": into("result.json", "hand_count", "counts", 0, 0, value=6),
    "more were present": into("result.json", "figures", "present", value=9),
    "fewer were present": into("result.json", "figures", "present", value=5),
    "more were printed": into("result.json", "figures", "printed", value=11),
    "more were handed out": into("result.json", "figures", "issued", value=9),
    "more came back": into("result.json", "figures", "returned", value=9),
    "fewer came back": into("result.json", "figures", "returned", value=7),
    "more were spoiled": into("result.json", "figures", "spoiled", value=2),
    "more were left over": into("result.json", "figures", "left_over", value=3),
    "a figure is gone": act("result.json", lambda told: told["figures"].pop("spoiled") and None),
    "more are due": into("definition.json", "due", value=12),
    "fewer are due": into("definition.json", "due", value=8),
    "more places": into("definition.json", "places", value=3),
    "fewer places": into("definition.json", "places", value=1),
    "another base": into("definition.json", "base", value="present"),
    "another name": into("definition.json", "entries", 0, 2, value="丁二"),
    "another organisation": into("definition.json", "entries", 0, 3, value="塘桥镇"),
    "two candidates change places": act(
        "definition.json", lambda told: told["entries"].reverse()
    ),
    "a candidate is gone": act("definition.json", lambda told: told["entries"].pop() and None),
    "a candidate is added": act(
        "definition.json", lambda told: told["entries"].append([5, 99, "新人", "杨舍镇"])
    ),
    "another title": into("definition.json", "title", value="另一轮"),
    "another meeting": into("definition.json", "meeting", value="另一次会议"),
    "another day": into("definition.json", "held_on", value="2026-11-18"),
    "another kind": into("definition.json", "kind", value="runoff"),
    "another track": into("definition.json", "track", value="unit"),
    "the recused vote": act(
        "definition.json", lambda told: told.update(recused_vote=not told["recused_vote"])
    ),
    "the report tells more yes votes": into("report.json", "counts", 0, "yes", value=8),
    "the report tells another name": into("report.json", "counts", 0, "name", value="新人"),
    "the report leaves somebody out": act("report.json", lambda told: told["counts"].pop() and None),
    "the report tells more valid papers": into("report.json", "valid", value=8),
    "the report tells more due": into("report.json", "due", value=10),
    "the report tells more present": into("report.json", "present", value=9),
    "the report tells another majority": into("report.json", "needed", value=4),
    "the report tells more places": into("report.json", "places", value=3),
    "the report tells another day": into("report.json", "held_on", value="2026-11-18"),
    "the report hides a difference": into("report.json", "differences", value=0),
    "a settlement is gone": act("settlements.json", lambda told: []),
    "a settlement is added": act("settlements.json", lambda told: told * 2),
    "a settlement of a row that is not there": into("settlements.json", 0, "position", value=9),
    "a settlement without a decision": into("settlements.json", 0, "settled", value=""),
    "the close told other papers": in_entry("close_round", "facts", "valid", value=8),
    "the close told another step": in_entry("close_round", "facts", "next", value="runoff"),
    "the close told fewer elected": in_entry("close_round", "facts", "elected", value=1),
    "the close was by another round": in_entry("close_round", "subject", value="round:77"),
    "the freezing told another digest": in_entry(
        "freeze_round", "facts", "digest", value="sm3:00"
    ),
    "the opening told others present": in_entry("open_round", "facts", "present", value=9),
    "the taking back told others": in_entry(
        "take_back", "facts", "papers", value={"round:1": {"returned": 9, "left_over": 1, "spoiled": 1}}
    ),
    "the printing told another document": in_entry(
        "print_report", "facts", "document", value="sm3:00"
    ),
    "the archiving is of another round": in_entry("archive_round", "subject", value="round:77"),
    "the archiving is another action": in_entry("archive_round", "action", value="close_round"),
    "the close is gone": drop_entry("close_round"),
    "the freezing is gone": drop_entry("freeze_round"),
    "the printing is gone": drop_entry("print_report"),
    "the opening is gone": drop_entry("open_round"),
    "the archiving is gone": drop_entry("archive_round"),
    "an entry is doubled": act("trail.json", lambda told: [*told[:3], told[2], *told[3:]]),
    "two entries change places": swap("trail.json", -2, -3),
    "the trail is empty": act("trail.json", lambda told: []),
    "a document is changed": spoil_pdf,
    "a document is gone": drop_pdf,
    "a document is called otherwise": rename_pdf,
    "two documents change places": trade_pdfs,
    "a document is added": adding("documents/sm3-11.pdf"),
    "a document is not listed": act("documents.json", lambda told: told[1:]),
    "a document is listed with another digest": into(
        "documents.json", 0, "digest", value="sm3:00"
    ),
    "the result is gone": dropping("result.json"),
    "the papers are gone": dropping("papers.json"),
    "the report is gone": dropping("report.json"),
    "the definition is gone": dropping("definition.json"),
    "the trail is gone": dropping("trail.json"),
    "the settlements are gone": dropping("settlements.json"),
    "the list of documents is gone": dropping("documents.json"),
    "the inspector's file is gone": dropping("verify.py"),
    "a result is a list": adding("result.json", b"[]"),
    "a result is no JSON": adding("result.json", b"{"),
    "papers with a blank in front": lambda files: files.update(
        {"papers.json": b" " + files["papers.json"]}
    ),
    "a key twice": lambda files: files.update(
        {"result.json": b'{"valid":9,' + files["result.json"][1:]}
    ),
}  # fmt: skip

# What only the digests tell: nothing contradicts it but the chain and the manifest.
QUIET = {
    "papers in another order": act("papers.json", lambda told: told.sort(key=str) or told[::-1]),
    "another reason for an invalid paper": act(
        "papers.json",
        lambda told: [each if "marks" in each else {"invalid": "画有记号"} for each in told],
    ),
    "a settlement seen by somebody else": into("settlements.json", 0, "witness", value="他人"),
    "another sentence of the report": into("report.json", "result", value=["全部当选"]),
    "another chief": into("report.json", "chief", value="他人"),
    "a document by somebody else": into("documents.json", 0, "actor", value="他人"),
    "a rule text changed": appending("rules/vote.toml", b"#"),
    "the inspector's file changed": appending("verify.py", b"\n# ...\n"),
}
IN_THE_TRAIL = {
    "an actor is another": in_entry("close_round", "actor", value="他人"),
    "a time is another": in_entry("close_round", "time", value="2026-11-18T05:00:00.000000+00:00"),
    "a reason is added": in_entry("close_round", "facts", "people", value=["他人"]),
    "a number is another": into("trail.json", 1, "seq", value=9),
    "an entry does not follow": into("trail.json", 2, "previous", value="sm3:00"),
    "a digest of a hidden entry is another": into("trail.json", 0, "digest", value="sm3:00"),
    "an entry is hidden": act(
        "trail.json",
        lambda told: [
            {k: each[k] for k in ("seq", "previous", "digest")}
            if each.get("action") == "settle_difference" else each
            for each in told
        ],
    ),
    "the first entries are cut off": act("trail.json", lambda told: told[4:]),
    "the last entries are cut off": act("trail.json", lambda told: told[:-4]),
}  # fmt: skip
IN_THE_MANIFEST = {
    "in the manifest another round": into("manifest.json", "round", value=77),
    "in the manifest another format": into("manifest.json", "format", value="x"),
    "in the manifest another version": into("manifest.json", "version", value=2),
    "in the manifest a word more": act("manifest.json", lambda told: told.update(note="x")),
    "in the manifest another size": into("manifest.json", "files", 0, "size", value=1),
    "in the manifest another digest": into("manifest.json", "files", 0, "digest", value="sm3:00"),
    "in the manifest an unknown algorithm": into(
        "manifest.json", "files", 0, "digest", value="md5:00"
    ),
    "in the manifest another name": into("manifest.json", "files", 0, "name", value="x"),
    "in the manifest a file not listed": act(
        "manifest.json", lambda told: told["files"].pop() and None
    ),
    "in the manifest a file listed twice": act(
        "manifest.json", lambda told: told["files"].append(copy.copy(told["files"][0]))
    ),
    "in the manifest files in another order": act(
        "manifest.json", lambda told: told["files"].reverse()
    ),
    "in the manifest a line end more": appending("manifest.json", b"\n"),
    "in the manifest a file more": adding("readme.txt"),
    "no manifest": dropping("manifest.json"),
}
UNSEALED = {**CONTRADICTIONS, **QUIET, **IN_THE_TRAIL, **IN_THE_MANIFEST}


def test_the_good_archive_is_good(whole):
    assert checked(whole) == []
    assert len(UNSEALED) == sum(map(len, (CONTRADICTIONS, QUIET, IN_THE_TRAIL, IN_THE_MANIFEST)))
    assert len(UNSEALED) > 100


@pytest.mark.parametrize("kind", UNSEALED)
def test_each_kind_of_tampering_is_found(whole, kind):
    UNSEALED[kind](whole)
    assert checked(whole)


@pytest.mark.parametrize("kind", [*CONTRADICTIONS, *QUIET, *IN_THE_TRAIL])
def test_it_is_found_though_the_manifest_was_written_anew(whole, kind):
    UNSEALED[kind](whole)
    reseal_manifest(whole)
    assert checked(whole)


@pytest.mark.parametrize("kind", CONTRADICTIONS)
def test_contradictions_are_found_though_everything_was_sealed_anew(whole, kind):
    CONTRADICTIONS[kind](whole)
    try:
        reseal_all(whole)
    except (KeyError, IndexError):  # nothing is left that could be sealed
        reseal_manifest(whole)
    assert checked(whole)


@pytest.mark.parametrize("kind", QUIET)
def test_a_quiet_change_sealed_anew_has_another_anchor(whole, kind):
    held = verify.Archive.__new__(verify.Archive)
    held.files = dict(whole)
    anchor = verify.anchor_of(held)
    assert checked(dict(whole), anchor) == []
    QUIET[kind](whole)
    reseal_all(whole)
    assert checked(whole) == []
    assert [where for where, _ in checked(whole, anchor)] == ["短码"]


def test_every_byte_of_every_small_file_counts(whole):
    for name in ("manifest.json", "papers.json", "result.json", "definition.json"):
        content = whole[name]
        for at in range(0, len(content), 7):
            changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
            assert checked({**whole, name: changed}), (name, at)


def test_the_signature_is_checked_and_its_fingerprint_told(whole, tmp_path, machine):
    told = json.loads(whole["signature.json"])
    keys = new_keys(machine.chance.randbytes)
    for key in ("sign", "box", "uid", "year", "purpose", "fingerprint", "signature"):
        other = str(told[key])
        wrong = {**told, key: ("0" if other[0] != "0" else "1") + other[1:]}
        assert checked({**whole, "signature.json": archive.as_json(wrong)}), key
    held = tmp_path / "归档.zip"
    archive.write_half(held, whole)
    archive.finish(held)
    assert told["fingerprint"] in run(held)[1]
    foreign = {**told, "sign": keys.public()[0].hex()}
    foreign["signature"] = keys.signature(archive.SIGNED + whole["manifest.json"]).hex()
    assert checked({**whole, "signature.json": archive.as_json(foreign)})
    foreign["fingerprint"] = verify.fingerprint(foreign)  # another machine, known by its digits
    assert not checked({**whole, "signature.json": archive.as_json(foreign)})
    assert foreign["fingerprint"] != told["fingerprint"]


@pytest.mark.parametrize("seed", range(12))
def test_its_own_check_of_signatures_agrees_with_a_library(seed):
    chance = random.Random(seed)
    keys, text = new_keys(chance.randbytes), chance.randbytes(chance.randrange(200))
    public, own = keys.public()[0], keys.signature(text)
    assert verify.signed(public, text, own)
    for wrong in (own[:63], own + b"0", bytes([own[0] ^ 1]) + own[1:], own[:40] + bytes(24)):
        with contextlib.suppress(ValueError):
            assert not verify.signed(public, text, wrong)
    assert not verify.signed(public, text + b"0", own)
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(own[32:], "little") + order  # the same point, another number
    assert not verify.signed(public, text, own[:32] + s.to_bytes(32, "little"))


def test_the_exit_codes(whole, tmp_path):
    for name, content in whole.items():
        path = tmp_path / "归档" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    assert run(tmp_path / "归档")[0] == 0
    (tmp_path / "归档" / "signature.json").write_text("{}")
    assert run(tmp_path / "归档")[0] == 1
    (tmp_path / "归档" / "signature.json").unlink()
    code, said = run(tmp_path / "归档")
    assert (code, "没有签名" in said) == (0, True)
    (tmp_path / "归档" / "papers.json").write_bytes(b"[]")
    code, said = run(tmp_path / "归档")
    assert (code, "不一致：清单：文件 papers.json 与归档时不同" in said) == (1, True)
    assert run(tmp_path / "没有")[0] == 2
    assert run(tmp_path)[0] == 2
    (tmp_path / "坏.zip").write_bytes(b"PK")
    assert run(tmp_path / "坏.zip")[0] == 2


def test_a_zip_with_a_name_twice_is_no_archive(whole, tmp_path):
    with zipfile.ZipFile(tmp_path / "双.zip", "w") as packed:
        for name, content in whole.items():
            packed.writestr(name, content)
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("papers.json", b"[]")
    assert run(tmp_path / "双.zip")[0] == 2


# ------------------------------------------------------------------ cast vote records


def test_vote_records_are_valid_by_the_official_schema(sign_in, closed_round, tmp_path):
    path = tmp_path / "选票.json"
    assert archiving.export_cvr(sign_in("总监票"), closed_round(), path) == 8
    told = json.loads(path.read_bytes())
    schema = json.loads(SCHEMA.read_bytes())
    jsonschema.Draft4Validator(schema).validate(told)
    votes = {}
    for record in told["CVR"]:
        for contest in record["CVRSnapshot"][0]["CVRContest"]:
            for chosen in contest.get("CVRContestSelection", []):
                key = chosen["ContestSelectionId"]
                votes[key] = votes.get(key, 0) + chosen["TotalNumberVotes"]
    assert votes == {
        "contest-1-yes": 7, "contest-2-yes": 6, "contest-2-no": 1, "contest-3-no": 5,
        "contest-3-abstain": 1, "contest-4-no": 5, "contest-4-abstain": 2,
    }  # fmt: skip
    assert not any(
        word in key for word in ("Sequence", "Batch", "UniqueId") for key in told["CVR"][0]
    )

"""A sealed package is read only whole, unchanged, from a known sender, by its receiver."""

import json
import random
import zipfile
from dataclasses import asdict, replace
from io import BytesIO

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from zjgdesk.errors import DeskError
from zjgdesk.exchange import packages
from zjgdesk.exchange.archive import as_json
from zjgdesk.exchange.machine_keys import (
    Identity,
    MachineKeys,
    new_keys,
    read_card,
    same_digits,
    write_card,
)
from zjgdesk.exchange.packages import (
    CONTENT,
    MANIFEST,
    SIGNATURE,
    Envelope,
    in_one_piece,
    open_package,
    seal,
    taken_apart,
)
from zjgdesk.rules.vocabulary import PackageKind, Purpose


def machine(seed, title="示例办公案卷", purpose=Purpose.OFFICE):
    keys = new_keys(random.Random(seed).randbytes)
    sign, box = keys.public()
    return keys, Identity(f"uid-{seed}", title, 2026, purpose, sign, box)


OFFICE_KEYS, OFFICE = machine(1)
STATION_KEYS, STATION = machine(2, "计票机", Purpose.COUNTING)
STRANGER_KEYS, STRANGER = machine(3)
ITEMS = {"ballot.json": "欧阳㛃䶮".encode(), "b": bytes(range(256))}
ENVELOPE = Envelope(
    PackageKind.BALLOT, "a1", 7, "", sender=OFFICE.fingerprint, receiver=STATION.fingerprint
)


def sealed(envelope=ENVELOPE, keys=OFFICE_KEYS, to=STATION, items=ITEMS):
    return seal(items, envelope, keys, to, beside={"登记页.pdf": b"%PDF page"})


def opened(files, keys=STATION_KEYS, mine=STATION, known=(OFFICE,)):
    return open_package(
        files,
        name="盘",
        keys=keys,
        mine=mine.fingerprint,
        known={each.fingerprint: each for each in known},
    )


def code(files, **how):
    with pytest.raises(DeskError) as caught:
        opened(files, **how)
    return caught.value.code


def signed_anew(files, told, keys=OFFICE_KEYS):
    manifest = as_json(told)
    return {
        **files,
        MANIFEST: manifest,
        SIGNATURE: keys.signature(b"zjgdesk-package\0" + manifest),
    }


def test_the_receiver_reads_what_was_put_in_and_who_sent_it():
    found = opened(sealed())
    assert found.items == ITEMS
    assert found.envelope == ENVELOPE
    assert found.size == len(sealed()[CONTENT]) + len(b"%PDF page")


def test_the_medium_tells_no_names_and_the_sender_itself_cannot_read_it():
    files = sealed()
    assert "欧阳".encode() not in b"".join(files.values())
    assert code(files, keys=OFFICE_KEYS, mine=OFFICE) == "package.other_machine"
    assert code(files, keys=OFFICE_KEYS, mine=STATION) == "package.changed"


def test_every_flipped_byte_is_refused():
    files, tried = sealed(), 0
    for name, content in files.items():
        for at in range(len(content)):
            for bit in (1, 128):
                bad = content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]
                assert code({**files, name: bad}).startswith("package.")
                tried += 1
    assert tried == 2 * sum(map(len, files.values()))


def test_every_flipped_byte_of_one_piece_is_refused():
    piece = in_one_piece(seal(ITEMS, ENVELOPE, OFFICE_KEYS, STATION))
    assert opened(taken_apart(piece, "码")).items == ITEMS
    for at in range(len(piece)):
        bad = piece[:at] + bytes([piece[at] ^ 32]) + piece[at + 1 :]
        with pytest.raises(DeskError, match="package"):
            opened(taken_apart(bad, "码"))


@pytest.mark.parametrize("name", [CONTENT, MANIFEST, SIGNATURE, "登记页.pdf"])
def test_a_file_that_is_missing_or_cut_off_is_refused(name):
    files = sealed()
    wanted = {
        MANIFEST: {"package.unreadable"},
        SIGNATURE: {"package.changed"},
    }.get(name, {"package.truncated"})
    assert code({key: value for key, value in files.items() if key != name}) in wanted
    for end in range(len(files[name])):
        assert code({**files, name: files[name][:end]}) in wanted
    longer = {**files, name: files[name] + b" "}
    assert code(longer) == "package.changed"


def test_a_package_for_another_machine_says_so():
    third = replace(ENVELOPE, receiver=STRANGER.fingerprint)
    assert code(sealed(third, to=STRANGER)) == "package.other_machine"


def test_a_sender_who_was_not_introduced_is_unknown():
    foreign = replace(ENVELOPE, sender=STRANGER.fingerprint)
    assert code(sealed(foreign, keys=STRANGER_KEYS)) == "package.unknown_sender"
    assert code(sealed(), known=()) == "package.unknown_sender"


def test_somebody_known_cannot_sign_in_another_s_name_or_send_on_what_is_not_theirs():
    forged = sealed(keys=STRANGER_KEYS)
    assert code(forged, known=(OFFICE, STRANGER)) == "package.changed"
    files = sealed()
    told = json.loads(files[MANIFEST]) | {"sender": STRANGER.fingerprint}
    stolen = signed_anew(files, told, STRANGER_KEYS)
    assert code(stolen, known=(OFFICE, STRANGER)) == "package.changed"


def test_a_number_or_kind_cannot_be_put_on_another_content():
    files = sealed()
    for change in ({"number": 8}, {"kind": "result"}, {"answers": "x"}, {"uid": "b2"}):
        assert code(signed_anew(files, json.loads(files[MANIFEST]) | change)) == "package.changed"


def test_a_newer_version_says_so_before_anything_else():
    files = sealed()
    assert (
        code(signed_anew(files, json.loads(files[MANIFEST]) | {"version": 2})) == "package.newer"
    )


@pytest.mark.parametrize(
    "change",
    [{"files": []}, {"files": None}, {"files": [{"name": CONTENT}]}, {"files": [3]},
     {"number": "7"}, {"number": 0}, {"number": 1 << 70}, {"kind": "gift"}, {"sender": 5}, {"version": "1"}, {"format": "other"}],
)  # fmt: skip
def test_a_manifest_that_is_none_is_unreadable(change):
    files = sealed()
    assert code(signed_anew(files, json.loads(files[MANIFEST]) | change)) == "package.unreadable"


@given(st.binary(max_size=200))
def test_whatever_lies_there_is_refused_in_a_sentence(junk):
    assert code({MANIFEST: junk}) == "package.unreadable"
    with pytest.raises(DeskError, match="package"):
        opened(taken_apart(junk, "码"))


def test_a_card_tells_who_it_is_and_nothing_secret():
    card = write_card(OFFICE, OFFICE_KEYS)
    assert read_card(card, "名片") == OFFICE
    assert OFFICE_KEYS.sign.hex().encode() not in card
    assert OFFICE_KEYS.box.hex().encode() not in card


def test_every_change_of_a_card_is_refused_or_shows_in_the_fingerprint():
    card = write_card(OFFICE, OFFICE_KEYS)
    for at in range(len(card)):
        bad = card[:at] + bytes([card[at] ^ 1]) + card[at + 1 :]
        with pytest.raises(DeskError, match="introduction"):
            read_card(bad, "名片")
    swapped = Identity("uid-1", "示例办公案卷", 2026, Purpose.OFFICE, STRANGER.sign, STRANGER.box)
    found = read_card(write_card(swapped, STRANGER_KEYS), "名片")
    assert found.fingerprint != OFFICE.fingerprint


def test_a_card_of_a_newer_version_says_so():
    told = json.loads(write_card(OFFICE, OFFICE_KEYS)) | {"version": 9}
    with pytest.raises(DeskError, match=r"introduction\.newer"):
        read_card(as_json(told), "名片")


def test_a_fingerprint_is_eight_groups_of_five_digits_typed_as_people_type():
    groups = OFFICE.fingerprint.split(" ")
    assert [len(group) for group in groups] == [5] * 8
    wide = OFFICE.fingerprint.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert same_digits(wide.replace(" ", "　"), OFFICE.fingerprint)
    assert not same_digits(OFFICE.fingerprint[:-1], OFFICE.fingerprint)
    assert MachineKeys(b"a" * 32, b"b" * 32).public() != MachineKeys(b"a" * 32, b"c" * 32).public()


def packed(write, swap=()):
    """Seal a zip that no honest sender makes."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        write(archive)
    content = out.getvalue()
    for old, new in swap:
        content = content.replace(old, new)
    public = X25519PublicKey.from_public_bytes(STATION.box)
    bound = as_json([packages.FORMAT, packages.VERSION, asdict(ENVELOPE)])
    sealed_up = packages.SUITE.encrypt(content, public, info=bound)
    return packages.signed({CONTENT: sealed_up}, ENVELOPE, OFFICE_KEYS)


def test_a_content_that_unpacks_to_more_than_it_says_or_may_is_refused():
    """From a known sender even: a machine may be in other hands."""
    big = bytes(packages.LARGEST + 1)

    def bomb(archive):
        archive.writestr("a", big, zipfile.ZIP_DEFLATED)

    size = len(big).to_bytes(4, "little")
    assert code(packed(bomb)) == "package.changed"
    assert code(packed(bomb, swap=[(size, b"\x05\0\0\0")])) == "package.changed"

    def many(archive):
        for at in range(packages.MOST_FILES + 1):
            archive.writestr(str(at), b"")

    assert code(packed(many)) == "package.changed"


def test_a_content_that_is_locked_with_a_password_is_refused():
    def write(archive):
        archive.writestr("a", b"x" * 50)

    locked = [(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\x01")]
    assert opened(packed(write)).items == {"a": b"x" * 50}
    assert code(packed(write, swap=locked)) == "package.changed"


def test_a_manifest_of_odd_kinds_from_a_known_sender_is_refused():
    files = sealed()
    told = json.loads(files[MANIFEST])
    odd = [*told["files"], {"name": ["x"], "size": 1, "digest": "d"}]
    assert code(signed_anew(files, told | {"files": odd})) == "package.unreadable"
    wrong = [{**each, "digest": [1]} for each in told["files"]]
    assert code(signed_anew(files, told | {"files": wrong})) == "package.changed"
    large = [{**each, "size": packages.LARGEST + 1} for each in told["files"]]
    assert code(signed_anew(files, told | {"files": large})) == "package.too_large"


def test_nobody_seals_more_than_the_other_side_reads():
    with pytest.raises(DeskError, match=r"package\.too_much"):
        sealed(items={str(at): b"" for at in range(packages.MOST_FILES + 1)})
    with pytest.raises(DeskError, match=r"package\.too_much"):
        sealed(items={"a": bytes(packages.LARGEST)})


@pytest.mark.parametrize(
    "change",
    [
        {"box": "00" * 32}, {"box": "aa"}, {"year": 0}, {"year": 1 << 70}, {"title": "\ud800"},
        {"purpose": []}, {"uid": None},
    ],
)  # fmt: skip
def test_a_card_whose_keys_or_words_cannot_be_used_is_refused(change):
    """Signed by its own key all the same; else the sealing for it would break later."""
    told = json.loads(write_card(OFFICE, OFFICE_KEYS)) | change
    told.pop("signature")
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    signature = OFFICE_KEYS.signature(text.encode(errors="surrogatepass")).hex()
    content = json.dumps(told | {"signature": signature}).encode()
    with pytest.raises(DeskError, match=r"introduction\.(unreadable|changed)"):
        read_card(content, "名片")


def test_a_card_with_figures_beyond_all_bounds_is_refused():
    card = write_card(OFFICE, OFFICE_KEYS)
    for bad in (card.replace(b"2026", b"1e999"), card.replace(b"2026", b"9" * 5000), b"[" * 60000):
        with pytest.raises(DeskError, match=r"introduction\.unreadable"):
            read_card(bad, "名片")


def test_a_machine_with_a_very_long_title_can_introduce_itself():
    keys, long = machine(4, "张家港市" * 80)
    assert read_card(write_card(long, keys), "名片").fingerprint == long.fingerprint

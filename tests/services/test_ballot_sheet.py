"""The paper of a round is sealed with it: text, tint, digest."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest

from zjgdesk.digests import digest_of
from zjgdesk.documents.templates import read_template
from zjgdesk.errors import DeskError
from zjgdesk.models.rounds import BallotRound
from zjgdesk.services import count_papers, issued, office_texts, rounds
from zjgdesk.services.rounds import definition
from zjgdesk.services.scheme import change_scheme
from zjgdesk.services.trail import canonical
from zjgdesk.services.workspace import open_workspace

SHIPPED = read_template("ballot.txt")
OWN = SHIPPED.replace("不另选他人。", "本票不另选他人。")


def words_of(desk, round_id, copies=1):
    row = count_papers.print_ballot(desk, round_id, copies=copies)
    content = issued.read_issued(desk, row.id)
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        return pdf[0].get_textpage().get_text_range().replace("\r\n", ""), content


def test_a_text_rewritten_after_the_freezing_leaves_the_paper_alone(desk, new_round):
    office_texts.save_text(desk, "ballot", OWN)
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    first, before = words_of(desk, round_id)
    office_texts.save_text(desk, "ballot", SHIPPED.replace("不另选他人。", "不得另选他人。"))
    again, after = words_of(desk, round_id)
    assert "本票不另选他人" in first
    assert first == again
    assert before == after


def test_the_digest_seals_text_and_tint(desk, new_round):
    sealed = []
    ids = None
    for text, tint in ((SHIPPED, "printed"), (OWN, "printed"), (OWN, "paper"), (OWN, "paper")):
        office_texts.save_text(desk, "ballot", text)
        change_scheme(desk, "ballot.tint", tint, source="试")
        new = new_round(candidate_ids=ids)
        ids = new.candidate_ids
        sealed.append(rounds.freeze_round(desk, rounds.define_round(desk, new)))
    assert len(set(sealed)) == 3
    assert sealed[2] == sealed[3]


@pytest.mark.parametrize(
    ("tint", "words", "coloured"),
    [("printed", False, True), ("paper", True, False), ("plain", False, False)],
)
def test_the_tint_is_printed_or_asked_of_the_paper(desk, new_round, tint, words, coloured):
    change_scheme(desk, "ballot.tint", tint, source="试")
    round_id = rounds.define_round(desk, new_round())
    rounds.freeze_round(desk, round_id)
    text, content = words_of(desk, round_id)
    assert ("用淡黄色纸印制" in text) is words
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("RGB")
    tinted = any(r - b > 20 for _, (r, _, b) in picture.getcolors(1 << 24))
    assert tinted is coloured


def test_a_text_without_room_is_told_before_the_round_is_frozen(desk, new_round):
    office_texts.save_text(desk, "ballot", SHIPPED.replace("{会议}", "{会议}{会议}{会议}"))
    round_id = rounds.define_round(desk, new_round(meeting="市委常委会会议" * 60))
    with pytest.raises(DeskError, match=r"ballot\.head_too_long"):
        rounds.freeze_round(desk, round_id)
    with desk.reading() as session:
        assert session.get(BallotRound, round_id).definition_digest is None


def test_rounds_of_earlier_releases_keep_digest_and_paper(tmp_path, machine):
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "issued").mkdir()
    shutil.copy(Path(__file__).parents[1] / "old_files" / "0004" / "desk.db", folder)
    with closing(sqlite3.connect(folder / "desk.db")) as raw:
        held = dict(raw.execute("SELECT id, definition_digest FROM ballot_round"))
    workspace = open_workspace(folder, machine=machine)
    try:
        desk = workspace.sign_in("经办人", "")
        with desk.reading() as session:
            for round_id, digest in held.items():
                told = canonical(definition(session.get(BallotRound, round_id)))
                assert "ballot_text" not in json.loads(told)
                assert digest_of(told.encode()) == digest
        text, _ = words_of(desk, 2)
        assert "纸印制" not in text
    finally:
        workspace.close()

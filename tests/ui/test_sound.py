import wave

import pytest

from zjgdesk.resources import resources
from zjgdesk.settings import Settings
from zjgdesk.ui import sound
from zjgdesk.ui.sound import Sound, Voice, silent


@pytest.mark.parametrize("each", list(Sound))
def test_every_sound_is_a_short_file(each):
    with wave.open(str(resources() / "sounds" / f"{each}.wav"), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
        assert file.getnchannels() == 1
    assert 0.03 < seconds < 0.3


def test_a_voice_turned_off_is_silent_and_stays_so(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    heard = []
    voice = Voice(heard.append, on=settings.sound(), keep=settings.keep_sound)
    voice(Sound.KEPT)
    voice.turn(False)
    voice(Sound.REFUSED)
    assert heard == [Sound.KEPT]
    assert not settings.sound()
    assert silent(Sound.KEPT) is None


def test_the_computers_own_player_is_started_and_not_waited_for(monkeypatch):
    started = []
    monkeypatch.setattr(sound.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sound, "_start", lambda path, each: started.append((path, each)))
    sound.player()(Sound.LOOK)
    assert started == [("/usr/bin/paplay", Sound.LOOK)]


def test_without_a_player_the_plain_beep_is_kept_for_what_needs_a_look(monkeypatch, qapp):
    beeps = []
    monkeypatch.setattr(sound.shutil, "which", lambda _name: None)
    monkeypatch.setattr(sound.QApplication, "beep", lambda: beeps.append(1))
    play = sound.player()
    play(Sound.KEPT)
    play(Sound.REFUSED)
    assert beeps == [1]

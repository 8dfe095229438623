import re
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QDialogButtonBox

from zjgdesk.resources import resources
from zjgdesk.ui.theme import DARK, LIGHT, Tone, colours


def luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _alpha = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("tone", Tone)
def test_a_chip_can_be_read_in_both_palettes(palette, tone):
    assert contrast(*palette.of(tone)) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
def test_words_can_be_read_on_every_ground(palette):
    for ground in (palette.ground, palette.surface, palette.raised, palette.selected):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.muted, ground) >= 4.5
    assert contrast(palette.accent_text, palette.accent) >= 4.5


def test_the_stylesheet_names_only_known_tokens():
    text = (resources() / "zjgdesk.qss").read_text("utf-8").split("*/", 1)[1]
    known = {field.name for field in fields(LIGHT)} | {"icons"}
    assert set(re.findall(r"@([a-z_]+)", text)) <= known


def test_the_window_follows_the_system(theme, qapp):
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert colours() is DARK
    assert DARK.ground in qapp.styleSheet()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert colours() is LIGHT


def test_the_bundled_font_and_chinese_buttons_are_used(qtbot, theme, qapp):
    assert "zjgdesk" in QFontInfo(qapp.font()).family().lower()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"

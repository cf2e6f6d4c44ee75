"""How states look: each has an icon and a word besides its colour."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

import pytest

from hearth.observe.live.views import HeadlineKind, Manner, Margin, Outcome, Picture
from hearth.web.pages.parts.files import STATIC
from hearth.web.pages.parts.looks import line_look, look
from hearth.web.texts import LANGUAGES, Texts
from tests.web.pages.made import made_home

STATES: list[Enum] = [
    state for kind in (Picture, Margin, Manner, Outcome) for state in kind
]
ICONS = (STATIC / "icons.svg").read_text()


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_colour_an_icon_and_a_word(
    state: Enum, language: str
) -> None:
    seen = look(state)

    assert seen.colour in ("good", "warn", "bad", "quiet")
    assert f'id="{seen.icon}"' in ICONS
    assert Texts(language)(seen.key)


def test_every_headline_has_a_look() -> None:
    assert {look(kind).colour for kind in HeadlineKind} == {
        "good",
        "warn",
        "bad",
        "quiet",
    }


def test_a_line_is_on_off_resting_or_coming() -> None:
    line = made_home().home.status().lines[0]

    assert line_look(line).key == "line.on"
    assert line_look(replace(line, is_paused=True)).key == "line.paused"
    down = replace(line, is_up=False)
    assert line_look(down).key == "line.connecting"
    assert line_look(replace(down, step="connect")).key == "line.off"

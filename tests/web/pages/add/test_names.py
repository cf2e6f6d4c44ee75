"""Names: those with which every receiver can log in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.read import read_config
from hearth.web.pages.add.names import NameProblem, judge_name, suggest_name
from tests.web.pages.made import NASTY

# a name                        what is wrong with it     what would do
NAMES = [
    ("livingroom",              None,                     "livingroom"),
    ("TV-2_old.box",            None,                     "TV-2_old.box"),
    ("a" * 20,                  None,                     "a" * 20),
    ("a" * 21,                  NameProblem.TOO_LONG,     "a" * 20),
    ("",                        NameProblem.EMPTY,        ""),
    ("living room",             NameProblem.CHARACTERS,   "living-room"),
    ("Küche Süd",               NameProblem.CHARACTERS,   "Kueche-Sued"),
    ("K\u0075\u0308che",        NameProblem.CHARACTERS,   "Kueche"),
    ("Émilie's box",            NameProblem.CHARACTERS,   "Emilies-box"),
    ("kids # all",              NameProblem.CHARACTERS,   "kids-all"),
    ("-kids",                   NameProblem.CHARACTERS,   "kids"),
    ("a\nF: b c",               NameProblem.CHARACTERS,   "a-F-b-c"),
    ("a{0:0:1}",                NameProblem.CHARACTERS,   "a-0-0-1"),
    ("bedroom\n",               NameProblem.CHARACTERS,   "bedroom"),
    ("日本",                    NameProblem.CHARACTERS,   ""),
    (NASTY,                     NameProblem.CHARACTERS,   "script-alert-1-scrip"),
    ("Kitchen",                 NameProblem.TAKEN,        "Kitchen"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "problem", "instead"), NAMES)
def test_a_name_is_judged_and_another_one_suggested(
    name: str, problem: NameProblem | None, instead: str
) -> None:
    assert judge_name(name, ["kitchen"], 3) is problem
    assert suggest_name(name) == instead


def test_a_home_has_room_for_so_many() -> None:
    assert judge_name("bedroom", [], 15) is None
    assert judge_name("bedroom", [], 16) is NameProblem.FULL
    assert judge_name("", [], 16) is NameProblem.FULL


@given(st.text(max_size=40))
def test_what_is_suggested_is_good_or_nothing(typed: str) -> None:
    suggested = suggest_name(typed)

    assert not suggested or judge_name(suggested, (), 0) is None


@given(st.text(max_size=25))
def test_a_good_name_is_one_field_of_an_f_line(typed: str) -> None:
    if judge_name(typed, (), 0) is None:
        reading = read_config(f"F: {typed} k7wm-x3fd-9hra\n".encode(), file="")
        names = [account.name for account in reading.settings.accounts]
        assert names == [typed] or reading.errors

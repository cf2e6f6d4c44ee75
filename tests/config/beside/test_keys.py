"""The table of settings: each one whole, none twice, none without its place."""

from pathlib import Path

import pytest

from hearth.config.beside.keys import (
    BY_DIRECTIVE,
    BY_PLACE,
    FLAG,
    KEYS,
    LINES,
    TABLES,
    Key,
)
from hearth.config.beside.toml import read_toml
from hearth.config.language.directives import DIRECTIVES
from hearth.config.meaning.model import LineSettings, Settings
from hearth.secret import Secret

PATHS = [key.path for key in KEYS]


def test_no_setting_is_there_twice() -> None:
    assert len(BY_PLACE) == len(KEYS) == len(set(PATHS))
    assert set(TABLES) == {"server", "web", "lines", "history"}


@pytest.mark.parametrize("key", KEYS, ids=PATHS)
def test_a_setting_says_what_it_is(key: Key) -> None:
    assert key.about.endswith(".")
    assert key.default
    if key.kind == FLAG:
        assert key.allowed == "true or false"
        assert key.default in {"true", "false"}
    else:
        assert key.low <= float(key.default) <= key.high
        assert str(key.high) in key.allowed


@pytest.mark.parametrize("key", KEYS, ids=PATHS)
def test_a_setting_has_its_field_and_the_same_default(key: Key) -> None:
    if key.table == LINES:
        line = LineSettings(
            host="h", port=1, user="u", raw_user=b"u", password=Secret(b"p")
        )
        default = getattr(line, key.name)
    else:
        default = Settings().value(key.setting)

    assert str(default).lower() == key.default


@pytest.mark.parametrize("key", KEYS, ids=PATHS)
def test_what_cccam_cfg_says_too_has_the_range_that_it_has_there(key: Key) -> None:
    if key.directive:
        assert DIRECTIVES[key.directive].setting == key.setting
        assert BY_DIRECTIVE[key.directive] is key
    if key.directive and key.kind != FLAG:
        directive = DIRECTIVES[key.directive]
        assert (key.low, key.high) == (directive.low, directive.high)


def test_ranges_in_words() -> None:
    allowed = {key.path: key.allowed for key in KEYS}

    assert allowed["server.keep_alive_s"] == "a number from 1 to 3600 seconds"
    assert allowed['lines."host:port".retries'] == "a whole number from 0 to 99"


# The page in the documentation

PAGE = (Path(__file__).parents[3] / "docs" / "hearth-toml.md").read_text("utf-8")


def test_the_page_has_every_setting_as_it_is() -> None:
    for key in KEYS:
        row = f"| `{key.path}` | {key.about} | {key.allowed} | {key.default} |"
        assert row in PAGE
    assert PAGE.count("\n| `") == len(KEYS)


def test_the_example_on_the_page_says_all_and_nothing_wrong() -> None:
    example = PAGE.partition("```toml\n")[2].partition("```")[0]
    toml = read_toml(example.encode())

    assert {written.key for written in toml.settings} == set(KEYS)
    assert toml.remarks.kinds() == ()
    for written in toml.settings:
        assert str(written.value).lower() == written.key.default

"""hearth.toml: what can be used of it, and what a mistake costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside import toml as toml_module
from hearth.config.beside.remarks import Kind
from hearth.config.beside.toml import Toml, read_toml

GOOD = """
[server]
keep_alive_s = 45.5
recv_timeout_ms = 4000
debug_level = 2

[web]
external_access = true

[history]
raw_days = 7
hourly_days = 365

[lines."card.home.lan:12000"]
retries = 2

[lines]
"[::1]:12001" = { retries = 0 }
"""


def said(toml: Toml) -> dict[str, object]:
    return {written.path: written.value for written in toml.settings}


def noted(toml: Toml) -> list[str]:
    return [
        f"{remark.span}-{remark.span.end_column} {kind.name} {remark.what}"
        for kind in Kind
        for remark in toml.remarks.of(kind)
    ]


def test_every_setting_is_read() -> None:
    toml = read_toml(GOOD.encode())

    assert said(toml) == {
        "server.keep_alive_s": 45.5,
        "server.recv_timeout_ms": 4000,
        "server.debug_level": 2,
        "web.external_access": True,
        "history.raw_days": 7,
        "history.hourly_days": 365,
        'lines."card.home.lan:12000".retries': 2,
        'lines."[::1]:12001".retries': 0,
    }
    assert noted(toml) == []
    assert [(name, str(at)) for name, at in toml.line_tables] == [
        ("card.home.lan:12000", "14:8"),
        ("[::1]:12001", "18:1"),
    ]


def test_a_setting_knows_its_place() -> None:
    written = read_toml(GOOD.encode()).get("history", "raw_days")

    assert written is not None
    assert (str(written.span), written.span.end_column) == ("11:1", 9)
    assert read_toml(b"").get("history", "raw_days") is None


def test_an_empty_file_says_nothing() -> None:
    for data in (b"", b"\n# nothing\n", b"\xef\xbb\xbf[server]\n"):
        toml = read_toml(data)
        assert (said(toml), noted(toml)) == ({}, [])


# what it shows, document, what can be used, what is noted
MISTAKES = [
    (
        "text for a number",
        '[server]\nkeep_alive_s = "45"\ndebug_level = 2',
        {"server.debug_level": 2},
        ["2:16-20 WRONG_TYPE server.keep_alive_s"],
    ),
    (
        "true for a number",
        "[server]\nkeep_alive_s = true",
        {},
        ["2:16-20 WRONG_TYPE server.keep_alive_s"],
    ),
    (
        "a fraction for a whole number",
        "[server]\ndebug_level = 1.0",
        {},
        ["2:15-18 WRONG_TYPE server.debug_level"],
    ),
    (
        "a number for true or false",
        "[web]\nexternal_access = 1",
        {},
        ["2:19-20 WRONG_TYPE web.external_access"],
    ),
    (
        "a value for a table",
        "server = 1\nlines.x = 2",
        {},
        ["1:10-11 WRONG_TYPE [server]", "2:11-12 WRONG_TYPE x"],
    ),
    ("a list of tables", "[[server]]", {}, ["1:3-9 WRONG_TYPE [server]"]),
    (
        "out of range",
        "[server]\nkeep_alive_s = 0.5\nrecv_timeout_ms = 99\ndebug_level = 13",
        {},
        [
            "2:16-19 KEY_OUT_OF_RANGE server.keep_alive_s",
            "3:19-21 KEY_OUT_OF_RANGE server.recv_timeout_ms",
            "4:15-17 KEY_OUT_OF_RANGE server.debug_level",
        ],
    ),
    (
        "no number at all",
        "[server]\nkeep_alive_s = nan",
        {},
        ["2:16-19 KEY_OUT_OF_RANGE server.keep_alive_s"],
    ),
    (
        "unknown names",
        '[server]\nkeepalive_s = 3\n[sever]\nx = 1\n[lines."h:1"]\nretry = 1',
        {},
        [
            "2:1-12 UNKNOWN_KEY keepalive_s",
            "3:2-7 UNKNOWN_KEY sever",
            "6:1-6 UNKNOWN_KEY retry",
        ],
    ),
    (
        "a line that is no TOML costs itself",
        "[server]\nkeep_alive_s 45\n debug_level = 2\n",
        {"server.debug_level": 2},
        ["2:14-16 NOT_TOML expected '=' after a key in a key/value pair"],
    ),
    (
        "a name without quotes costs its table",
        "[server]\ndebug_level = 2\n[lines.card.home.lan:12000]\nretries = 2\n[web]\n",
        {"server.debug_level": 2},
        ["3:1-28 NOT_TOML expected ']' at the end of a table declaration"],
    ),
    (
        "of two tables the first one counts",
        "[server]\ndebug_level = 2\n[server]\ndebug_level = 3",
        {"server.debug_level": 2},
        ["3:1-9 NOT_TOML cannot declare server twice"],
    ),
    (
        "of two keys the first one counts",
        "[server]\ndebug_level = 2\ndebug_level = 3\n",
        {"server.debug_level": 2},
        ["3:1-16 NOT_TOML cannot overwrite a value"],
    ),
    (
        "an end that is missing costs the file",
        '[server]\ndebug_level = 2\nx = """\n\n',
        {},
        ["3:1-8 NOT_TOML unterminated string"],
    ),
    (
        "far too deep",
        "x = " + "[" * 5000,
        {},
        ["1:1-5005 NOT_TOML a value is too long or too deep"],
    ),
    (
        "far too long a number",
        "x = " + "9" * 5000,
        {},
        ["1:1-5005 NOT_TOML a value is too long or too deep"],
    ),
]


@pytest.mark.parametrize(
    ("shows", "text", "used", "notes"), MISTAKES, ids=[row[0] for row in MISTAKES]
)
def test_a_mistake_costs_what_it_is_about(
    shows: str, text: str, used: dict[str, object], notes: list[str]
) -> None:
    del shows
    toml = read_toml(text.encode())

    assert said(toml) == used
    assert noted(toml) == notes


# document, what was perhaps meant, what else is said
HINTS = [
    ("[server]\nkeep-alive-s = 3", "keep_alive_s", "[server] has keep_alive_s, "),
    (
        "[server]\nfoo = 3",
        "",
        "[server] has keep_alive_s, recv_timeout_ms, debug_level.",
    ),
    ("[server]\nraw_days = 3", "", "It belongs below [history]."),
    ("debug_level = 3", "", "It belongs below [server]: write that line before it."),
    ("[history.server]", "", "[history] has raw_days, hourly_days."),
    ("[Servers]", "server", "The tables are [server], [web], [lines], [history]."),
    ("[retries]", "", "The tables are "),
]


@pytest.mark.parametrize(("text", "near", "allowed"), HINTS)
def test_an_unknown_name_is_answered_with_a_known_one(
    text: str, near: str, allowed: str
) -> None:
    (remark,) = read_toml(text.encode()).remarks.of(Kind.UNKNOWN_KEY)

    assert remark.near == near
    assert remark.allowed.startswith(allowed)


def test_line_ends_and_latin_1_do_no_harm() -> None:
    toml = read_toml(b"# K\xfcche\r\n[server]\rdebug_level = 2\r\n")

    assert said(toml) == {"server.debug_level": 2}
    assert str(toml.settings[0].span) == "3:1"


def test_a_file_that_is_no_toml_at_all_ends_in_a_short_report() -> None:
    toml = read_toml(b"F: kids secret\n" * 500)

    assert said(toml) == {}
    assert len(noted(toml)) == toml_module.MAX_BAD_LINES


def test_a_file_that_is_far_too_long_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(toml_module, "MAX_BYTES", 10)

    assert noted(read_toml(b"x" * 11)) == ["1:1-1 NOT_TOML longer than 0 MB"]


LINES = st.sampled_from(
    [*GOOD.splitlines(), "x", "[", '"', '"""', "a = [", "]", "}", "\x00", "\xe9 = 1"]
)


@given(st.binary(max_size=80) | st.lists(LINES).map(lambda it: "\n".join(it).encode()))
def test_any_bytes_are_read(data: bytes) -> None:
    toml = read_toml(data)

    assert toml.document.data == data
    for kind in Kind:
        for remark in toml.remarks.of(kind):
            assert toml.document.holds(remark.span)
    for written in toml.settings:
        assert toml.document.holds(written.span)

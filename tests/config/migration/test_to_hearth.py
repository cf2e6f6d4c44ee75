"""From web pages' dialect to the original's form, and nothing else is touched."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.meaning.model import Settings
from hearth.config.migration.report import COMMENT, UNTOUCHED, Fate
from hearth.config.migration.to_hearth import HearthFiles, to_hearth
from hearth.config.read import read_config
from tests.config.samples import LINES, MARK, edited_files

# before                                         after; None: the line is gone
LINES_CHANGED = [
    ("WEBINFO PORT : 16001",                     "WEBINFO LISTEN PORT : 16001"),
    ("webinfo port:16001 # web",                 "WEBINFO LISTEN PORT : 16001 # web"),
    ("ALLOW TELNET : no",                        "ALLOW TELNETINFO : no"),
    ("INFO LISTEN PORT : 16000",                 "TELNETINFO LISTEN PORT : 16000"),
    ("KEEPALIVE TIMEOUT : 30",                   None),
    ("  RECV TIMEOUT : 4000",                    None),
    ("DEBUG LEVEL : 2  # loud",                  "# loud"),
    ("WEBINFO ALLOW EXTERNAL ACCESS : no",       None),
    (f"C: card.lan 1 me {MARK} {{ 0:0:2 }}",     f"C: card.lan 1 me {MARK}"),
    (f"C: card.lan 1 me {MARK} {{ 0:0:2 }} # x", f"C: card.lan 1 me {MARK} # x"),
    (f"C: card.lan 1 me {MARK} {{ 0:0:2 }}:",    f"C: card.lan 1 me {MARK} :"),
    (f"F: a {MARK} 1 0 {{ 0:0:0 }}",             f"F: a {MARK} 1 0 1"),
    (f"F: a {MARK} 1 0 {{ 0:0:0 }}x",            f"F: a {MARK} 1 0 1 x"),
    (f"F: a {MARK}\t2  2 {{ 2:2:2 }}  # x",      f"F: a {MARK}\t2  0 1  # x"),
    (f"F: a {MARK} 1 0",                         f"F: a {MARK} 1 0 1"),
]  # fmt: skip

LINES_KEPT = [
    "# a comment",
    "SERVER LISTEN PORT : 12000",
    "  server listen port:12000",
    f"C: card.lan 1 me {MARK} no {{ 0:0:2 }}",
    f"F: a {MARK} 1 0 1 {{ 0:0:1 }}",
    f"F: a {MARK}",
    "KEEPALIVE TIMEOUT : soon",
    "USE NEWCAMD : no",
    f"F: a {MARK} one 0 {{ 0:0:0 }}",
    "some words",
]


@pytest.mark.parametrize(("before", "after"), LINES_CHANGED)
def test_a_line_is_changed(before: str, after: str | None) -> None:
    made = to_hearth(f"# first\n{before}\n# last\n".encode(), file="x")

    middle = [] if after is None else [after]
    lines = made.config.decode().splitlines()
    assert lines[0] == "# first"
    assert lines[-1] == "# last"
    assert [line.rstrip() for line in lines[1:-1]] == middle
    assert made.report.of(2).fate is Fate.CHANGED


@pytest.mark.parametrize("line", LINES_KEPT)
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_line_stays_as_it_is(line: str, end: str) -> None:
    data = f"{line}{end}".encode()
    made = to_hearth(data, file="x")

    assert made.config == data
    assert not made.toml
    assert made.report.of(1).fate is Fate.KEPT


def test_what_the_original_never_had_is_in_hearth_toml() -> None:
    made = to_hearth(
        b"KEEPALIVE TIMEOUT : 45\nRECV TIMEOUT : 4000\nDEBUG LEVEL : 2\n"
        b"WEBINFO ALLOW EXTERNAL ACCESS : yes\n"
        b"C: a.lan 1 me p { 0:0:2 }\nC: b.lan 1 me p { 0:0:0 }\n",
        file="x",
    )

    assert made.toml.server == {
        "keep_alive_s": 45, "recv_timeout_ms": 4000, "debug_level": 2,
    }  # fmt: skip
    assert made.toml.web == {"external_access": True}
    assert made.toml.lines == {"a.lan:1": {"retries": 2}}
    assert made.report.of(5).target == 'hearth.toml, [lines."a.lan:1"] retries'


def test_of_several_the_one_that_counts_is_moved() -> None:
    made = to_hearth(b"DEBUG LEVEL : 2\nDEBUG LEVEL : 3\nDEBUG LEVEL : x\n", file="x")

    assert made.toml.server == {"debug_level": 3}
    assert made.config == b"DEBUG LEVEL : x\n"
    assert [made.report.of(n).fate for n in (1, 2, 3)] == [
        Fate.DROPPED, Fate.CHANGED, Fate.KEPT,
    ]  # fmt: skip


def test_lines_to_one_server_with_other_retries_stay_as_they_are() -> None:
    data = b"C: a.lan 1 m p { 0:0:2 }\nC: a.lan 1 n p { 0:0:1 }\n"
    made = to_hearth(data, file="x")

    assert (made.config, made.toml.lines) == (data, {})
    assert [made.report.of(n).fate for n in (1, 2)] == [Fate.KEPT, Fate.KEPT]
    assert "differ in their retries" in made.report.of(2).notes[0]


def test_the_last_line_may_be_the_one_that_goes() -> None:
    assert to_hearth(b"# a\nDEBUG LEVEL : 2", file="x").config == b"# a\n"


def test_a_line_out_of_the_home_stays_and_is_said_to_be_of_no_use() -> None:
    data = f"C: 203.0.113.7 1 me {MARK}\n".encode()
    made = to_hearth(data, file="x")

    assert made.config == data
    assert "out of the home" in made.report.of(1).notes[0]


def test_no_secret_is_in_the_report() -> None:
    made = to_hearth("\n".join(LINES).encode(), file="x")

    assert MARK.encode() in made.config
    assert MARK not in json.dumps(made.report.as_json())
    assert MARK not in repr(made)


# Anything at all

ARTICLE = (
    "KEEPALIVE TIMEOUT : 45", "RECV TIMEOUT : 4000 # slow", "DEBUG LEVEL : 3",
    "WEBINFO PORT : 16001", "ALLOW TELNET : no", "DEBUG LEVEL : 99",
    f"C: card.lan 12000 me {MARK} {{ 0:0:2 }}", f"F: a {MARK} 1 0 {{ 0:0:0 }}",
    f"F: b {MARK} 2 1", f"F: c {MARK} 1 0 1 {{ 0:0:1 }}", "", "# a comment",
)  # fmt: skip


@st.composite
def article_files(draw: st.DrawFn) -> bytes:
    lines = draw(st.lists(st.sampled_from(ARTICLE), max_size=9))
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines).encode()


def settings_with_toml(made: HearthFiles) -> Settings:
    """Give what Hearth does because of both files."""
    settings = read_config(made.config, file="").settings
    lines = tuple(
        replace(line, retries=int(own.get("retries", line.retries)))
        for line in settings.lines
        for own in [made.toml.lines.get(str(line), {})]
    )
    server = made.toml.server
    return replace(
        settings,
        lines=lines,
        keep_alive_s=server.get("keep_alive_s", settings.keep_alive_s),
        recv_timeout_ms=int(server.get("recv_timeout_ms", settings.recv_timeout_ms)),
        debug_level=int(server.get("debug_level", settings.debug_level)),
    )


@given(article_files() | edited_files())
def test_hearth_does_the_same_before_and_after(data: bytes) -> None:
    made = to_hearth(data, file="x")

    assert settings_with_toml(made) == read_config(data, file="").settings


@given(article_files() | edited_files())
def test_a_second_time_there_is_nothing_left_to_do(data: bytes) -> None:
    once = to_hearth(data, file="x")
    twice = to_hearth(once.config, file="x")

    assert twice.config == once.config
    assert not twice.toml


@given(article_files() | edited_files())
def test_every_line_is_reported_once_and_the_others_are_not_touched(
    data: bytes,
) -> None:
    made = to_hearth(data, file="x")

    lines = data.removeprefix(b"\xef\xbb\xbf").splitlines()
    numbers = [n for n, line in enumerate(lines, 1) if line.strip()]
    assert [e.line for e in made.report.entries] == numbers
    after = set(made.config.removeprefix(b"\xef\xbb\xbf").splitlines())
    for entry in made.report.entries:
        if entry.subject in {COMMENT, UNTOUCHED}:
            assert lines[entry.line - 1] in after

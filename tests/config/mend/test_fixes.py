"""Mending: all that is safe, nothing that is not, and never for ever."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from hearth.config.language.document import Document
from hearth.config.mend.fixes import (
    MAX_ROUNDS,
    Look,
    Looker,
    apply_one,
    look_at_config,
    look_at_toml,
    meaning_of,
    mend,
)
from hearth.config.read import read_config
from hearth.diagnostics import Edit, Finding, Fix, Severity, Span
from tests.config.samples import edited_files

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.cfg"))


def said_to_be_safe(look: Look) -> list[str]:
    return [f.short() for f in look.findings if f.fix is not None and f.fix.safe]


# Real files


def test_a_file_is_mended_and_the_rest_of_it_left_alone() -> None:
    before = (
        b"\xef\xbb\xbf# K\xfcche,  kept as it is\r\n"
        b"WEBINFO PORT :16001 # twice\r\n"
        b"  F: kids secret 0 0 1 {0:0:1}\t\r\n"
        b"rubbish"
    )
    mended = mend(before, look_at_config)

    assert mended.after.document.data == (
        b"\xef\xbb\xbf# K\xfcche,  kept as it is\r\n"
        b"WEBINFO LISTEN PORT :16001 # twice\r\n"
        b"  F: kids secret 0 0 1 { 0:0:1 }\t\r\n"
        b"rubbish"
    )
    assert mended.before.data == before
    assert [(f.code, f.span.line) for f in mended.done] == [("H401", 2), ("H107", 3)]
    assert mended.left == ()


def test_what_is_not_safe_is_not_done() -> None:
    mended = mend(b"SERVER LISTN PORT : 12000\nF kids secret\n", look_at_config)

    assert mended.after.document == mended.before
    assert mended.done == ()
    assert {f.code for f in mended.after.findings if f.fix} == {"H101", "H103"}


def test_one_fix_is_done_on_demand_whatever_it_changes() -> None:
    now = look_at_config(b"F kids secret\n")
    new = apply_one(now, now.findings[0], look_at_config)

    assert new is not None
    assert new.document.data == b"F: kids secret\n"
    assert new.meaning != now.meaning


@pytest.mark.parametrize("path", CORPUS, ids=[path.stem for path in CORPUS])
def test_the_safe_fixes_of_a_file_as_people_have_it(path: Path) -> None:
    check_safe_fixes(path.read_bytes())


@given(edited_files())
@settings(max_examples=200)
def test_the_safe_fixes_of_a_spoilt_file(data: bytes) -> None:
    check_safe_fixes(data)


def check_safe_fixes(data: bytes) -> None:
    """Nothing safe is left, the meaning is the same, and mending again does nothing."""
    mended = mend(data, look_at_config)
    after = mended.after.document
    reading, new = read_config(data, file=""), read_config(after.data, file="")

    assert said_to_be_safe(mended.after) == []
    assert new.settings == reading.settings
    assert meaning_of(new) == meaning_of(reading)
    assert mend(after.data, look_at_config).done == ()
    assert bool(mended.done) is (after.data != data)
    worse = {f.code for f in new.errors} - {f.code for f in reading.errors}
    assert worse == set()


def test_a_long_file_needs_more_than_one_round() -> None:
    line = b"F: a p 0 0 1 {0:0:1}\n"
    mended = mend(line * 250, look_at_config)

    assert len(mended.done) == 250
    assert mended.after.document.data == line.replace(b"{0:0:1}", b"{ 0:0:1 }") * 250


def test_hearth_toml_is_looked_at_with_the_file_that_it_is_laid_over() -> None:
    reading = read_config(b"C: h 1 u p\nrubbish\n", file="CCcam.cfg")
    now = look_at_toml(b'[lines."h:2"]\nretries = 1\n', "it", reading, "CCcam.cfg")

    assert [f.short() for f in now.findings if f.fix] == [
        (
            "it:1:8: warning H705 no-such-line:"
            " no C: line that can be used has this host and port: h:2"
        )
    ]
    finding = next(f for f in now.findings if f.fix)
    new = apply_one(
        now, finding, lambda data: look_at_toml(data, "it", reading, "CCcam.cfg")
    )
    assert new is not None
    assert new.document.data == b'[lines."h:1"]\nretries = 1\n'


# Meaning


def meaning(text: str) -> object:
    return look_at_config(text.encode()).meaning


SAME = [
    ("SERVER LISTEN PORT : 12000", "server listen port:12000 # x"),
    ("WEBINFO PORT : 16001", "WEBINFO LISTEN PORT : 16001"),
    ("ALLOW WEBINFO : YES", "ALLOW WEBINFO : yes"),
    ("ALLOW WEBINFO : no\nALLOW WEBINFO : yes", "ALLOW WEBINFO : yes"),
    ("GLOBAL LIMITS: {0:0:1,0100:0:1}", "GLOBAL LIMITS : { 0:0:1, 0100:0:1 }"),
    ("F: a p", "F: a p 5 0 1"),
    ("F: a p 1 0 { 0:0:0 }", "F: a p 1 0 1"),
    ("G: p h 1 q i 2 {0:0 :1}", "G: p h 1 q i 2 { 0:0:1 }"),
]
OTHER = [
    ("SERVER LISTEN PORT : 12000", "SERVER LISTEN PORT : 12001"),
    ("WEBINFO PASSWORD : x", "WEBINFO PASSWORD : X"),
    ("WEBINFO PASSWORD : x", ""),
    ("GLOBAL LIMITS : { 0:0:1 }", "GLOBAL LIMITS : { 0:0:2 }"),
    ("SERIAL READER : /dev/x phoenix", "SERIAL READER : /dev/x mouse"),
    ("IGNORE NODE : 1\nIGNORE NODE : 2", "IGNORE NODE : 2"),
    ("F: a p", "F: a q"),
    ("F: a", "F: b"),
    ("F: a p\nF: b p", "F: b p\nF: a p"),
    ("N: h 1 u p", "N: h 2 u p"),
    ("rubbish", ""),
    ("F: a p #comment", "F: a p comment"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_files_that_say_the_same(one: str, other: str) -> None:
    assert (
        look_at_config(one.encode()).meaning == look_at_config(other.encode()).meaning
    )


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_files_that_do_not(one: str, other: str) -> None:
    assert (
        look_at_config(one.encode()).meaning != look_at_config(other.encode()).meaning
    )


# Rules that go wrong, in a made-up language in which only capitals mean something


def looker(rules: dict[str, str]) -> Looker:
    """Find letters of a first line, and offer others, safely as it is said."""

    def look(data: bytes) -> Look:
        document = Document(data)
        text = document.text(1)
        found = tuple(
            finding(at, rules[letter])
            for at, letter in enumerate(text, start=1)
            if letter in rules
        )
        return Look(document, found, "".join(filter(str.isupper, text)))

    return look


def finding(column: int, text: str, *, length: int = 1) -> Finding:
    span = Span(1, column, 1, column + length)
    fix = Fix("mend it", (Edit(span, text),), safe=True)
    return Finding("H999", "made-up", Severity.NOTE, span, "m", "w", "h", fix)


# what it shows, rules, before, after, how many done, how many left
WRONG = [
    ("all of them", {"a": "b"}, "aaa", "bbb", 3, 0),
    ("one after the other", {"a": "bb", "b": "c"}, "aXa", "ccXcc", 6, 0),
    ("not what changes what is said", {"a": "b", "x": "X"}, "axa", "bxb", 2, 1),
    ("nor many of them", {"a": "b", "x": "X"}, "xaxaxaxaxx", "xbxbxbxbxx", 4, 6),
    ("nothing at all", {"x": "X"}, "xxxxx", "xxxxx", 0, 5),
    ("not what cannot be written", {"a": "\u20ac", "b": "c"}, "ab\xff", "ac\xff", 1, 1),
    ("not what does nothing", {"a": "a", "b": "c"}, "b", "c", 1, 0),
    ("not for ever", {"a": "b", "b": "a"}, "a", "a", MAX_ROUNDS, 1),
]  # fmt: skip


@pytest.mark.parametrize(
    ("shows", "rules", "before", "after", "done", "left"),
    WRONG,
    ids=[row[0] for row in WRONG],
)
def test_rules_that_go_wrong(
    shows: str, rules: dict[str, str], before: str, after: str, done: int, left: int
) -> None:
    del shows
    mended = mend(before.encode("latin-1"), looker(rules))

    assert mended.after.document.text(1) == after
    assert (len(mended.done), len(mended.left)) == (done, left)


def test_of_fixes_that_touch_each_other_the_first_one_is_done_first() -> None:
    def look(data: bytes) -> Look:
        document = Document(data)
        found = (finding(1, "x", length=3), finding(2, "y"))
        return Look(document, found if data == b"abcd" else (), "")

    mended = mend(b"abcd", look)

    assert mended.after.document.data == b"xd"
    assert len(mended.done) == 1


def test_a_fix_that_cannot_be_done_on_demand_is_none() -> None:
    look = looker({"a": "a", "b": "\u20ac"})
    now = look(b"ab\xff")

    assert [apply_one(now, f, look) for f in now.findings] == [None, None]

"""The form of OSCam's files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.oscam.ini import Draft, Option, holds, read_ini, write_ini
from hearth.errors import UsageError
from hearth.secret import Secret

FILE = b"""\
# a comment = none
stray = before the first section
[Reader]
label = attic
 PASSWORD=a=b#c
password =   d e\t
ab
just words
[reader]
"""


def test_a_file_is_read_line_by_line() -> None:
    file = read_ini(FILE)

    first, second = file.sections
    assert (first.name, first.line, second.line) == ("reader", 3, 9)
    assert [(o.name, o.value, o.line) for o in first.options] == [
        ("label", b"attic", 4),
        ("password", b"a=b#c", 5),
        ("password", b"d e", 6),
    ]
    assert file.comments == (1,)
    assert file.strays == (2, 7, 8)


def test_of_several_the_last_counts() -> None:
    section = read_ini(FILE).sections[0]

    assert section.value("password") == b"d e"
    assert section.get("pwd") is None
    assert section.value("pwd") == b""


def test_oscam_conf_may_begin_without_a_head_and_its_heads_are_exact() -> None:
    file = read_ini(b"nice = 1\n[CCcam]\nport = 1\n[cccam]\nport = 2\n", first="global")

    assert [s.name for s in file.sections] == ["global", "CCcam", "cccam"]
    assert file.sections[0].line == 0
    assert file.merged("cccam").value("port") == b"2"


def test_sections_of_one_name_are_one() -> None:
    file = read_ini(b"[a]\nx = 1\n[b]\n[a]\nx = 2\ny = 3\n")

    merged = file.merged("a")
    assert (merged.line, merged.value("x"), merged.value("y")) == (1, b"2", b"3")
    assert file.merged("c").options == ()


# what stands before the =     what may be shown of it
SHOWN = [
    ("cccmaxhops",             "cccmaxhops"),
    ("blockemm-u",             "blockemm-u"),
    ("fix9993",                "fix9993"),
    ("s3cr3tm4rk",             "an option"),
    ("two words",              "an option"),
    ("",                       "an option"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "shown"), SHOWN)
def test_a_name_is_shown_if_it_looks_like_one(name: str, shown: str) -> None:
    option = Option(name, b"S3cr3tM4rk", 1)

    assert option.shown == shown
    assert "S3cr3tM4rk" not in repr(option)


def test_a_section_is_written_as_oscam_writes_it() -> None:
    draft = Draft("account")
    draft.set("user", b"k\xfcche")
    draft.set("pwd", Secret(b"old"))
    draft.set("pwd", Secret(b"p=#;"))
    draft.set("uniq", 1)

    assert write_ini([draft], head="by us") == (
        b"# by us\n"
        b"\n"
        b"[account]\n"
        b"user                          = k\xfcche\n"
        b"pwd                           = p=#;\n"
        b"uniq                          = 1\n"
    )
    assert "p=#" not in repr(draft)


# value                       whether OSCam reads it back
HELD = [
    (b"",                     True),
    (b"a b",                  True),
    (b"#a=b]",                True),
    (b" a",                   False),
    (b"a\t",                  False),
    (b"a\nb",                 False),
    (b"a\rb",                 False),
    (b"a\0b",                 False),
    (b"x" * 20_000,           False),
]  # fmt: skip


@pytest.mark.parametrize(("value", "held"), HELD)
def test_what_the_files_can_hold(value: bytes, held: bool) -> None:
    assert holds(value) is held
    if not held:
        with pytest.raises(UsageError):
            Draft("account").set("pwd", value)


@given(st.lists(st.binary(min_size=1, max_size=12).filter(holds), max_size=5))
def test_what_is_written_is_read_back(values: list[bytes]) -> None:
    draft = Draft("account")
    for number, value in enumerate(values):
        draft.set(f"option-{number}", value)

    (section,) = read_ini(write_ini([draft], head="x")).sections
    assert [option.value for option in section.options] == values


@given(st.binary(max_size=200))
def test_any_bytes_are_read_and_every_line_is_something(data: bytes) -> None:
    file = read_ini(data, first="global")

    lines = [s.line for s in file.sections if s.line]
    lines += [o.line for s in file.sections for o in s.options]
    lines += [*file.comments, *file.strays]
    assert len(lines) == len(set(lines))

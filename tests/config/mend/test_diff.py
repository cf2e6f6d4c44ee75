"""The diff that is shown: the usual form, and no secret in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.language.document import Document
from hearth.config.mend.diff import CHANGED, diff
from tests.config.samples import LINES, MARK, edited_files


def shown(before: str, after: str) -> list[str]:
    old, new = Document(before.encode()), Document(after.encode())
    return diff(old, new, "CCcam.cfg")


def test_the_diff_is_the_usual_one() -> None:
    before = [f"DEBUG LEVEL : {n}" for n in range(1, 12)]
    after = [*before[:5], "DEBUG LEVEL : 12", *before[6:]]

    assert shown("\n".join(before), "\r\n".join(after)) == [
        "--- CCcam.cfg",
        "+++ CCcam.cfg",
        "@@ -3,7 +3,7 @@",
        " DEBUG LEVEL : 3",
        " DEBUG LEVEL : 4",
        " DEBUG LEVEL : 5",
        "-DEBUG LEVEL : 6",
        "+DEBUG LEVEL : 12",
        " DEBUG LEVEL : 7",
        " DEBUG LEVEL : 8",
        " DEBUG LEVEL : 9",
    ]
    assert shown("x", "x") == []


# a line, as it is shown
MASKS = [
    ("F: kids secret 0 0 1 { 0:0:1 }", "F: kids ****** 0 0 1 { 0:0:1 }"),
    ("  WEBINFO PASSWORD :s3cret", "  WEBINFO PASSWORD :******"),
    ("F kids s3cret", "F kids ******"),
    ("#C: h 1 u s3cret no", "#C: h 1 u ****** no"),
    ("F: a p\x1b[31m", "F: a ******"),
    ("F:\tkids\ts3cret", "F:\tkids\t******"),
]


@pytest.mark.parametrize(("line", "masked"), MASKS)
def test_secrets_are_masked(line: str, masked: str) -> None:
    assert shown(line, "")[-1] == f"-{masked}"
    assert shown("", line)[-1] == f"+{masked}"


def test_a_secret_is_masked_where_it_is_repeated() -> None:
    lines = shown(
        "F: kids s3cret\n# s3cret1\n", "# s3cret\nF: kids s3cret1\n# s3cret1\n"
    )

    assert lines[2:] == [
        "@@ -1,2 +1,3 @@",
        "-F: kids ******",
        "+# ******",
        "+F: kids *******",
        " # *******",
    ]


def test_that_a_secret_changes_is_said_without_it() -> None:
    lines = shown("F: kids one\n# x\n", "F: kids two\n# x\n")

    assert lines[3:] == ["-F: kids ***", f"+F: kids ***{CHANGED}", " # x"]


def test_another_file_may_have_another_mask() -> None:
    before, after = Document(b"F: kids secret\n"), Document(b"")

    assert diff(before, after, "x", mask=str.upper)[-1] == "-F: KIDS SECRET"


def test_what_a_terminal_stumbles_over_is_replaced() -> None:
    before, after = Document(b"# \x1b[31m\tred"), Document(b"")

    assert diff(before, after, "x", mask=str)[-1] == "-# \ufffd[31m\tred"


@pytest.mark.parametrize("line", [line for line in LINES if MARK in line])
def test_no_secret_of_the_samples_is_shown(line: str) -> None:
    for before in (line, line.lower().replace(MARK.lower(), MARK)):
        assert MARK not in "".join(shown(before, "") + shown("", before))


FILES = st.lists(st.sampled_from(["DEBUG : yes", "# x", "", "R: h 1 1 1"]), max_size=30)


@given(FILES, FILES, st.integers(0, 4))
def test_patched_with_the_diff_the_one_file_is_the_other(
    old: list[str], new: list[str], context: int
) -> None:
    before, after = (
        Document("".join(f"{line}\n" for line in it).encode()) for it in (old, new)
    )
    made = diff(before, after, "x", context=context)

    assert patched(old, made) == new
    assert bool(made) is (old != new)


def patched(lines: list[str], made: list[str]) -> list[str]:
    """Do what a unified diff says, as ``patch`` does."""
    patched: list[str] = []
    at = 0
    for line in made[2:]:
        if hunk := re.match(r"@@ -(\d+)(?:,(\d+))? ", line):
            begin = int(hunk[1]) - (hunk[2] != "0")
            patched += lines[at:begin]
            at = begin
            continue
        if line[0] != "+":
            assert lines[at] == line[1:]
            at += 1
        if line[0] != "-":
            patched.append(line[1:])
    return patched + lines[at:]


@given(edited_files() | st.binary(max_size=80), edited_files())
def test_any_two_files_can_be_shown(before: bytes, after: bytes) -> None:
    lines = diff(Document(before), Document(after), "CCcam.cfg")

    assert all(c.isprintable() or c == "\t" for line in lines for c in line)
    assert bool(lines) is (listed(before) != listed(after))


def listed(data: bytes) -> list[bytes]:
    return list(Document(data).lines())

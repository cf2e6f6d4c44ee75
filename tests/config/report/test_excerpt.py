"""A mark stands under the very characters, however wide they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.report.excerpt import excerpt

# what it shows, line, from and to, columns, what is shown, mark
EXCERPTS = [
    ("the beginning", "abcdef", 0, 2, 20, "abcdef", "^^"),
    ("the middle", "abcdef", 2, 4, 20, "abcdef", "  ^^"),
    ("the end", "abcdef", 5, 6, 20, "abcdef", "     ^"),
    ("a point", "abcdef", 3, 3, 20, "abcdef", "   ^"),
    ("a point behind the end", "abc", 3, 3, 20, "abc", "   ^"),
    ("of nothing", "", 0, 0, 20, "", "^"),
    ("a tab", "\tab", 1, 2, 20, "    ab", "    ^"),
    ("a tab in the middle", "ab\tc", 3, 4, 20, "ab  c", "    ^"),
    ("a tab is marked whole", "\tab", 0, 1, 20, "    ab", "^^^^"),
    ("wide letters", "\u6f22\u5b57ab", 2, 3, 20, "\u6f22\u5b57ab", "    ^"),
    ("a wide letter", "\u6f22\u5b57ab", 1, 2, 20, "\u6f22\u5b57ab", "  ^^"),
    ("a combining letter", "e\u0301ab", 2, 3, 20, "e\u0301ab", " ^"),
    ("what cannot be seen", "a\x00\xa0b", 2, 3, 20, "a\ufffd\ufffdb", "  ^"),
    ("just fits", "a" * 20, 19, 20, 20, "a" * 20, " " * 19 + "^"),
    ("cut behind", "ab" + "c" * 30, 0, 2, 20, "ab" + "c" * 12 + "...", "^^"),
    (
        "cut before",
        "a" * 30 + "bc",
        30,
        32,
        20,
        "..." + "a" * 12 + "bc",
        " " * 15 + "^^",
    ),
    (
        "cut on both sides",
        "a" * 30 + "bc" + "d" * 30,
        30,
        32,
        20,
        "..." + "aaaa" + "bc" + "dddddddd" + "...",
        " " * 7 + "^^",
    ),
    ("a mark that is too long", "a" * 40, 0, 40, 20, "a" * 14 + "...", "^" * 14),
]


@pytest.mark.parametrize(
    ("shows", "text", "begin", "end", "room", "line", "mark"),
    EXCERPTS,
    ids=[row[0] for row in EXCERPTS],
)
def test_excerpts(
    shows: str, text: str, begin: int, end: int, room: int, line: str, mark: str
) -> None:
    assert excerpt(text, begin, end, room) == (line, mark), shows


@given(
    st.text(st.sampled_from("ab \t\u6f22\u0301\x00\xa0"), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(20, 40),
)
def test_nothing_is_wider_than_there_is_room(
    text: str, begin: int, size: int, room: int
) -> None:
    begin = min(begin, len(text))
    shown = excerpt(text, begin, min(begin + size, len(text)), room)

    width = sum(2 if c == "\u6f22" else 0 if c == "\u0301" else 1 for c in shown.line)
    assert width <= room
    assert len(shown.mark) <= room + 1
    assert shown.mark.strip(" ").strip("^") == ""
    assert shown.mark.endswith("^")

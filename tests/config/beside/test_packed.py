"""Names by number: packed, and found again."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.beside import packed
from hearth.config.beside.packed import Entry, PackedNames, clean
from hearth.diagnostics import Span


def read_line(line: bytes) -> Entry | None:
    """Read ``number[,number...] name``, a form for these tests."""
    numbers, blank, name = line.partition(b" ")
    try:
        keys = tuple(int(number) for number in numbers.split(b","))
    except ValueError:
        return None
    return Entry(keys, clean(name)) if blank and min(keys) >= 0 else None


def test_names_are_found_by_number() -> None:
    names = PackedNames(b"\xef\xbb\xbf7 seven\n# a comment\n\n 3,4 few \n", read_line)

    assert [names.get(key) for key in (3, 4, 7, 5, 0)] == [
        "few", "few", "seven", None, None,
    ]  # fmt: skip
    assert (len(names), names.skipped, names.first_skipped) == (3, 0, None)
    assert repr(names) == "PackedNames(3 names)"


def test_of_two_names_for_one_number_the_later_one_counts() -> None:
    assert PackedNames(b"1 old\n1 new\n", read_line).get(1) == "new"


def test_rubbish_is_skipped_and_counted() -> None:
    data = b"1 one\n  r\xfcbbish \n\nx y\n2 " + b"x" * 5000
    names = PackedNames(data, read_line)

    assert (len(names), names.skipped) == (1, 3)
    assert names.first_skipped == Span(2, 3, 2, 10)


def test_what_is_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MAX_NAMES", 2)
    names = PackedNames(b"1 a\n2,3 b\n4 c\n5 d\n", read_line)

    assert [names.get(key) for key in range(1, 6)] == ["a", None, None, "c", None]
    assert names.skipped == 2


def test_a_household_file_takes_little_memory() -> None:
    data = b"".join(
        b"%d,%d Channel number %d\n" % (n, n + 20000, n) for n in range(20000)
    )
    names = PackedNames(data, read_line)
    size = sum(sys.getsizeof(getattr(names, slot)) for slot in names.__slots__)

    assert len(names) == 40000
    assert size < 1_100_000


CLEANED = [
    (b" Sport HD ", "Sport HD"),
    (b"K\xfcche", "K\xfcche"),
    (b"K\xc3\xbcche", "K\xfcche"),
    (b"a\x1b[31mb", "a [31mb"),
    (b"x" * 200, "x" * 100),
    (b"", ""),
]


@pytest.mark.parametrize(("name", "cleaned"), CLEANED)
def test_a_name_is_safe_for_a_screen(name: bytes, cleaned: str) -> None:
    assert clean(name).decode() == cleaned


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    names = PackedNames(data, read_line)

    assert len(names) + names.skipped <= len(data.splitlines()) + data.count(b",")


@given(
    st.dictionaries(
        st.integers(0, (1 << 64) - 1), st.text("abc \xe9\u20ac", min_size=1, max_size=9)
    )
)
def test_every_name_is_found_again(given: dict[int, str]) -> None:
    data = "\n".join(f"{key} {name}" for key, name in given.items()).encode()
    names = PackedNames(data, read_line)

    # A name of blanks alone is no line of this form, its blanks being cut.
    for key, name in given.items():
        assert names.get(key) == (name.strip() or None)

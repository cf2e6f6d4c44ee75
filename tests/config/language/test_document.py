"""A file keeps its bytes; an edit changes its own lines alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.language.document import Document, decode
from hearth.diagnostics import Edit, Span
from hearth.errors import UsageError

# what it shows                bytes                     lines
LINES = [
    ("nothing",                b"",                      []),
    ("one line without end",   b"a",                     ["a"]),
    ("line feeds",             b"a\nb\n",                ["a", "b"]),
    ("all three ends mixed",   b"a\r\nb\rc\n\n",         ["a", "b", "c", ""]),
    ("UTF-8",                  b"k\xc3\xbcche\n",         ["küche"]),
    ("Latin-1",                b"k\xfcche\n",             ["küche"]),
    ("both, line by line",     b"\xc3\xa9\n\xe9\n",      ["é", "é"]),
    ("byte order mark",        b"\xef\xbb\xbfa\n",       ["a"]),
    ("tabs and blanks stay",   b"\ta \n",                ["\ta "]),
    ("no other line end",      b"a\x0b\x0c\x85b\n",      ["a\x0b\x0c\x85b"]),
]  # fmt: skip

# what it shows                bytes          span            text     bytes after
REPLACED = [
    ("in a line",              b"abc\n",      (1, 2, 1, 3),   "XY",    b"aXYc\n"),
    ("a point",                b"abc\n",      (1, 4, 1, 4),   "X",     b"abcX\n"),
    ("across lines",           b"abc\r\nde",  (1, 2, 2, 2),   "X",     b"aXe"),
    ("columns are letters",    b"\xc3\xa9x", (1, 2, 1, 3), "\xe9", b"\xc3\xa9\xc3\xa9"),
    ("Latin-1 stays Latin-1",  b"\xe9x\n",    (1, 2, 1, 3),   "\xfc",  b"\xe9\xfc\n"),
    ("after the mark",         b"\xef\xbb\xbfab", (1, 1, 1, 2), "X", b"\xef\xbb\xbfXb"),
    ("the file's line end",    b"a\r\n",      (1, 2, 1, 2),   "\nb",   b"a\r\nb\r\n"),
    ("at the end",             b"a\n",        (2, 1, 2, 1),   "b",     b"a\nb"),
    ("CR and LF stay apart",   b"a\rbc\n",    (2, 1, 2, 3),   "",      b"a\r\r\n"),
]  # fmt: skip

real_lines = st.lists(
    st.sampled_from(
        [
            b"F: kids secret",
            b"",
            b"# k\xfcche",
            b"C: \xc3\xa9 1 b c { 0:0:1 }",
            b"\t x ",
        ]
    ),
    max_size=6,
)
ends = st.sampled_from([b"\n", b"\r\n", b"\r"])


@st.composite
def files(draw: st.DrawFn) -> bytes:
    data = b"".join(line + draw(ends) for line in draw(real_lines))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + data + draw(st.sampled_from([b"", b"last \xe9"]))


@pytest.mark.parametrize(("shows", "data", "lines"), LINES)
def test_lines(shows: str, data: bytes, lines: list[str]) -> None:
    document = Document(data)

    assert [document.text(n) for n in range(1, len(document) + 1)] == lines, shows
    assert [decode(line)[0] for line in document.lines()] == lines, shows


@pytest.mark.parametrize(("shows", "data", "span", "text", "after"), REPLACED)
def test_replace(
    shows: str, data: bytes, span: tuple[int, int, int, int], text: str, after: bytes
) -> None:
    assert Document(data).replace(Span(*span), text).data == after, shows


@given(st.binary(max_size=200) | files())
def test_any_bytes_written_back_line_by_line_are_the_same(data: bytes) -> None:
    document = Document(data)
    edits = [
        Edit(document.span_of(number), document.text(number))
        for number in range(1, len(document) + 1)
    ]

    assert document.apply(edits).data == data
    assert document.apply([]).data == data


@given(files(), st.data())
def test_an_edit_changes_its_own_line_alone(data: bytes, draw: st.DataObject) -> None:
    document = Document(data)
    number = draw.draw(st.integers(1, len(document) + 1))
    text = draw.draw(st.sampled_from(["", "F: guests secret", "\xfc"]))
    others = list(document.lines())

    if number <= len(document):
        changed = document.with_line(number, text)
        assert changed.text(number) == text
        kept = list(changed.lines())
        del kept[number - 1 : number], others[number - 1 : number]
        # An empty last line without an end is no line.
        assert kept == others

    inserted = document.with_inserted(number, f"{text}.")
    assert inserted.text(number) == f"{text}."
    assert inserted.without_line(number).text(number) == document.text(number)
    assert list(inserted.lines())[: number - 1] == list(document.lines())[: number - 1]
    assert list(inserted.lines())[number:] == list(document.lines())[number - 1 :]


def test_lines_are_removed_with_their_ends() -> None:
    document = Document(b"a\r\nb\r\nc")

    assert document.without_line(2).data == b"a\r\nc"
    assert document.without_line(3).data == b"a\r\nb\r\n"


def test_a_line_after_a_last_one_without_end_gets_the_files_end() -> None:
    assert Document(b"a\r\nb").with_inserted(3, "c").data == b"a\r\nb\r\nc"
    assert Document(b"").with_inserted(1, "a").data == b"a\n"


def test_edits_are_done_together_in_any_order() -> None:
    document = Document(b"abc\ndef\n")
    edits = [Edit(Span(2, 1, 2, 2), "D"), Edit(Span(1, 1, 1, 2), "AA")]

    assert document.apply(edits).data == b"AAbc\nDef\n"


REFUSED = [
    ("a line too far", Edit(Span(4, 1, 4, 1), "x")),
    ("a column too far", Edit(Span(1, 5, 1, 5), "x")),
    ("no place after the last end but its first", Edit(Span(3, 2, 3, 2), "x")),
    ("not in Latin-1", Edit(Span(2, 1, 2, 1), "\u20ac")),
    ("a carriage return", Edit(Span(1, 1, 1, 1), "\r")),
]


@pytest.mark.parametrize(("shows", "edit"), REFUSED)
def test_an_edit_that_cannot_be_done_is_refused(shows: str, edit: Edit) -> None:
    with pytest.raises(UsageError):
        Document(b"abc\n\xe9\n").apply([edit])


def test_edits_that_overlap_are_refused() -> None:
    edits = [Edit(Span(1, 1, 1, 3), "x"), Edit(Span(1, 2, 1, 4), "y")]

    with pytest.raises(UsageError):
        Document(b"abcd").apply(edits)


def test_documents_are_values_and_show_nothing() -> None:
    document = Document(b"F: kids secret\n")

    assert document == Document(b"F: kids secret\n")
    assert document != Document(b"")
    assert document != b"F: kids secret\n"
    assert len({document, Document(b"F: kids secret\n")}) == 1
    assert repr(document) == "Document(1 lines)"


def test_a_line_that_is_not_there_is_empty() -> None:
    assert Document(b"a").line(0) == b""
    assert Document(b"a").line(2) == b""

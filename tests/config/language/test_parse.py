"""Every line becomes what it is; nothing stops the parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.config.language import parse as parse_module
from hearth.config.language.document import Document
from hearth.config.language.foreign import MAX_LINE
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import (
    DirectiveStatement,
    LineStatement,
    OtherStatement,
    Statement,
)
from tests.config.samples import edited_files

# line                               what it is
KNOWN = [
    ("C: h 1 u p",                   "line C"),
    ("  c :h 1 u p",                 "line C"),
    ("\tf:u p",                      "line F"),
    ("N:",                           "line N"),
    ("SERVER LISTEN PORT : 12000",   "SERVER LISTEN PORT = 12000"),
    ("server  listen port:12000",    "SERVER LISTEN PORT = 12000"),
    ("WEBINFO USERNAME :admin",      "WEBINFO USERNAME = admin"),
    ("WEBINFO PORT :1",              "WEBINFO LISTEN PORT = 1 (WEBINFO PORT)"),
    ("LOG WARNINGS: /tmp/a:b # c",   "LOG WARNINGS = /tmp/a:b"),
    ("SERVER\xa0LISTEN PORT:1",      "SERVER LISTEN PORT = 1"),
    ("TELNETINFO USERNAME :",        "TELNETINFO USERNAME = "),
]  # fmt: skip


def described(statement: Statement) -> str:
    match statement:
        case LineStatement():
            return f"line {statement.letter}"
        case DirectiveStatement():
            by = f" ({statement.alias.name})" if statement.alias else ""
            return f"{statement.directive.name} = {statement.value.text}{by}"
        case OtherStatement():
            return "other"


@pytest.mark.parametrize(("line", "what"), KNOWN)
def test_what_is_known(line: str, what: str) -> None:
    problems = Problems()
    (statement,) = parse(Document(line.encode()), problems)

    assert described(statement) == what
    assert problems.unusable == 0


# bytes, column of the invisible character
INVISIBLE = [
    (b"C:\xc2\xa0h 1 u p", 3),
    (b"C:\xa0h 1 u p", 3),
    (b"F: u\xe2\x80\x8b p", 5),
    (b"\n\xef\xbb\xbfF: u p", 1),
    (b"F: u p\x00", 7),
    (b"F:\tu\tp", None),
    (b"F: u p # \xc2\xa0", None),
    (b"\xef\xbb\xbfF: u p", None),
]


@pytest.mark.parametrize(("data", "column"), INVISIBLE)
def test_invisible_characters(data: bytes, column: int | None) -> None:
    problems = Problems()
    parse(Document(data), problems)

    found = [p.span.column for p in problems.of(Trouble.INVISIBLE_CHARACTER)]
    assert found == ([column] if column else [])


@pytest.mark.parametrize("line", ["", "  \t", "#", " # C: h 1 u p", "\xa0", "\xa0#x"])
def test_comments_and_blank_lines_say_nothing(line: str) -> None:
    assert parse(Document(line.encode()), Problems()) == ()


def test_a_comment_begins_anywhere() -> None:
    (statement,) = parse(Document(b" C: h 1 u p# old"), Problems())

    assert statement.content.text == "C: h 1 u p"
    assert statement.content.column == 2
    assert statement.comment is not None
    assert (statement.comment.text, statement.comment.column) == ("# old", 12)


def test_a_line_that_is_too_long_is_kept_and_not_read() -> None:
    problems = Problems()
    (statement,) = parse(Document(b"C: " + b"x" * MAX_LINE), problems)

    assert isinstance(statement, OtherStatement)
    assert problems.of(Trouble.LINE_TOO_LONG)


def test_a_long_comment_does_no_harm() -> None:
    problems = Problems()
    (statement,) = parse(Document(b"C: h 1 u p #" + b"x" * MAX_LINE), problems)

    assert isinstance(statement, LineStatement)


def test_a_file_that_is_too_long_is_read_up_to_a_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parse_module, "MAX_STATEMENTS", 2)
    problems = Problems()
    statements = parse(Document(b"C: a\nF: b\n# c\nF: d\nF: e\n"), problems)

    assert len(statements) == 2
    (problem,) = problems.of(Trouble.FILE_TOO_LONG)
    assert (problem.span.line, problem.what) == (4, "2")


@given(st.binary(max_size=300) | edited_files())
def test_any_bytes_give_statements_in_the_order_of_the_file(data: bytes) -> None:
    document = Document(data)
    statements = parse(document, Problems())

    assert all(document.holds(statement.span) for statement in statements)
    lines = [statement.span.line for statement in statements]
    assert lines == sorted(set(lines))

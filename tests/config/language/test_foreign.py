"""Lines of no known form: misspelt, without a colon, or another program's."""

import pytest

from hearth.config.language.document import Document
from hearth.config.language.foreign import intended_name
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import OtherStatement, Token

# line                               trouble                     what it is about
OTHER = [
    ("X: y",                         Trouble.UNKNOWN_DIRECTIVE,  "X"),
    ("SERVER PORT : 1",              Trouble.UNKNOWN_DIRECTIVE,  "SERVER PORT"),
    ("HTTP PORT : 1",                Trouble.UNKNOWN_DIRECTIVE,  "HTTP PORT"),
    ("rubbish",                      Trouble.UNREADABLE_LINE,    "rubbish"),
    (": x",                          Trouble.UNREADABLE_LINE,    ": x"),
    ("[my own list]",                Trouble.UNREADABLE_LINE,    "[my own list]"),
    ("debug something",              Trouble.UNREADABLE_LINE,    "debug something"),
    ("note = x",                     Trouble.UNREADABLE_LINE,    "note = x"),
    ("SERVER LISTEN PORT 12000",     Trouble.MISSING_COLON,      "SERVER LISTEN PORT"),
    ("server listen port = 12000",   Trouble.MISSING_COLON,      "server listen port"),
    ("SERVER LISTEN PORT=12000",     Trouble.MISSING_COLON,      "SERVER LISTEN PORT"),
    ("SERVER LISTEN PORT; 12000",    Trouble.MISSING_COLON,      "SERVER LISTEN PORT"),
    ("DEBUG yes",                    Trouble.MISSING_COLON,      "DEBUG"),
    ("LOG WARNINGS /tmp/a:b",        Trouble.MISSING_COLON,      "LOG WARNINGS"),
    ("C h 12000 u p no { 0:0:1 }",   Trouble.MISSING_COLON,      "C"),
    ("F u p",                        Trouble.MISSING_COLON,      "F"),
    ("F u p 0 0 1",                  Trouble.MISSING_COLON,      "F"),
    ("F is no account",              Trouble.UNREADABLE_LINE,    "F is no account"),
    ("http://x.example/a",           Trouble.FETCHED_LINES,      "http://x.example/a"),
    ("HTTPS://x.example/a",          Trouble.FETCHED_LINES,      "HTTPS://x.example/a"),
    ("[reader]",                     Trouble.OSCAM_FILE,         "[reader]"),
    ("[ cccam ]",                    Trouble.OSCAM_FILE,         "[ cccam ]"),
    ("protocol = cccam",             Trouble.OSCAM_FILE,         "protocol = cccam"),
    ("ident = 0500:020700",          Trouble.OSCAM_FILE,         "ident = 0500:020700"),
    ("CCCAM PORT: 12000",            Trouble.MULTICS_FILE,       "CCCAM PORT: 12000"),
    ("CWS = h 1 u p 01",             Trouble.NEWCAMD_LIST,       "CWS = h 1 u p 01"),
    ("CWS_KEEPALIVE = 300",          Trouble.NEWCAMD_LIST,       "CWS_KEEPALIVE = 300"),
    ('0D05:4:33FD "Sport"',          Trouble.SIDE_FILE_LINE,     '0D05:4:33FD "Sport"'),
    ('05020700 "Provider"',          Trouble.SIDE_FILE_LINE,     '05020700 "Provider"'),
    ("P: 0D05, 0648",                Trouble.SIDE_FILE_LINE,     "P: 0D05, 0648"),
    ("I: 0500:020A00",               Trouble.SIDE_FILE_LINE,     "I: 0500:020A00"),
    ("0500:1234|P|Name|TV",          Trouble.SIDE_FILE_LINE,     "0500:1234|P|Name|TV"),
    ("<!DOCTYPE html>",              Trouble.WEB_PAGE,           "<!DOCTYPE html>"),
    ("<username>",                   Trouble.UNREADABLE_LINE,    "<username>"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "trouble", "about"), OTHER)
def test_what_a_line_is(line: str, trouble: Trouble, about: str) -> None:
    document, problems = Document(f"# first\r\n  {line}\n".encode()), Problems()
    (statement,) = parse(document, problems)
    (problem,) = problems.of(trouble)

    assert isinstance(statement, OtherStatement)
    span = problem.span
    assert document.text(2)[span.column - 1 : span.end_column - 1] == about
    assert problems.troubles() == (trouble,)


def noted(text: str) -> list[tuple[int, str, str]]:
    """Give line, trouble and count of all that is noted."""
    problems = Problems()
    parse(Document(text.encode()), problems)
    return sorted(
        (problem.span.line, trouble.name, problem.what)
        for trouble in problems.troubles()
        for problem in problems.of(trouble)
    )


def test_the_lines_of_another_program_are_counted_and_said_once() -> None:
    oscam = "[global]\nlogfile = x\n\n[my reader]\nanything = y\nF: a p\nrubbish\n"

    assert noted(oscam) == [(1, "OSCAM_FILE", "3"), (7, "UNREADABLE_LINE", "")]


def test_what_others_could_have_too_counts_only_beside_what_is_certain() -> None:
    multics = "HTTP PORT: 5500\nCCCAM PORT: 12000\n[Provider]\nCAID: 0500\n"

    assert noted(multics) == [(1, "MULTICS_FILE", "3")]
    assert noted("HTTP PORT: 5500\n") == [(1, "UNKNOWN_DIRECTIVE", "")]


def test_in_a_web_page_all_is_of_the_page_that_is_nothing_else() -> None:
    page = "<html>\nmy lines<br>\nC: card.home.lan 12000 u p\nDate: today\n</html>\n"

    assert noted(page) == [(1, "WEB_PAGE", "3")]


def test_a_line_that_is_too_long_is_nothing_else() -> None:
    assert noted("[reader] " + "x" * 9000) == [(1, "LINE_TOO_LONG", "")]


def test_the_name_that_lacks_its_colon() -> None:
    name = intended_name(Token(3, 5, "SERVER  LISTEN PORT 12000", "utf-8"))

    assert name == Token(3, 5, "SERVER  LISTEN PORT", "utf-8")
    assert intended_name(Token(1, 1, "rubbish", "utf-8")) is None

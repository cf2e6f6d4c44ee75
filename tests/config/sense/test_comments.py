"""Comments that tell a password."""

import pytest

from hearth.config.language.document import Document
from hearth.config.language.parse import parse
from hearth.config.language.problems import Problems
from hearth.config.sense.comments import MAX_STATEMENTS, secrets_in
from tests.config.sense.looks import noted

KIDS = "F: kids w8Zu3n 0 0 0\n"
WORD = "F: kids spring 0 0 0\n"

# what it shows, file, the secret that is found in the first line
COMMENTS = [
    ("nothing", f"# our kids\n{KIDS}", None),
    ("alone", f"# w8Zu3n\n{KIDS}", "w8Zu3n"),
    ("in a sentence", f"# it is w8Zu3n, I think\n{KIDS}", "w8Zu3n"),
    ("after a sign", f"#pw=w8Zu3n\n{KIDS}", "w8Zu3n"),
    ("in quotes", f'# "w8Zu3n"\n{KIDS}', "w8Zu3n"),
    ("at the end of a line", "F: kids w8Zu3n 0 0 0 # w8Zu3n\n", "w8Zu3n"),
    ("commented out", f"#F: kids w8Zu3n 5 0 0\n{KIDS}", "w8Zu3n"),
    ("a part of a word", f"# xw8Zu3n\n{KIDS}", None),
    ("an everyday word", f"# in spring it was cold\n{WORD}", None),
    ("one that is announced", f"# password: spring\n{WORD}", "spring"),
    ("in Spanish", f"# contrase\xf1a: spring\n{WORD}", "spring"),
    ("a short one", "# a 1\nF: kids a1 0 0 0\n", None),
    (
        "of a web page",
        "# x vB9-kitchen\nWEBINFO PASSWORD : vB9-kitchen\n",
        "vB9-kitchen",
    ),
    ("the path of a file", "# see /k/x1\nSOFTKEY FILE : /k/x1\n", None),
    ("no statement", "# w8Zu3n\n", None),
]


@pytest.mark.parametrize(
    ("shows", "text", "secret"), COMMENTS, ids=[row[0] for row in COMMENTS]
)
def test_comments(shows: str, text: str, secret: str | None) -> None:
    found = [n for n in noted(text) if "SECRET_IN" in n]

    assert found == ([f"1 SECRET_IN_COMMENT {secret}"] if secret else []), shows


def test_secrets_are_passwords_and_keys() -> None:
    text = (
        b"F: kids pw1\nC: h 1 u pw2 no\nG: pw3 me 1 pw4 you 2\nN: h 1 u pw5 0A 0B\n"
        b"WEBINFO PASSWORD : pw6\nPIN : /dev/sci0 1234\nSOFTKEY FILE : /x\nB: a 01\n"
    )
    statements = parse(Document(text), Problems())

    assert secrets_in(statements) == {
        "pw1", "pw2", "pw3", "pw4", "pw5", "0A", "0B", "pw6", "1234",
    }  # fmt: skip


def test_of_a_great_many_lines_the_first_ones_are_looked_at() -> None:
    statements = parse(
        Document(b"rubbish\n" * MAX_STATEMENTS + b"F: a b\n"), Problems()
    )

    assert secrets_in(statements) == frozenset()

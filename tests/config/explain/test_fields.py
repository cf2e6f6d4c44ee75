"""A line piece by piece: no piece is left out, none is a secret."""

import pytest

from hearth.config.explain.fields import Part
from hearth.config.explain.meanings import FIELDS
from hearth.config.explain.topics import AboutLine, find_topic
from hearth.config.language.forms import FORMS

KEY = "01 02 03 04 05 06 07 08 09 10 11 12 13 14"
STARS = " ".join(["**"] * 14)

# line, its pieces: what is shown, name, the beginning of the meaning
LINES = [
    (
        "F: kids s3c 0 0 1 { 0:0:1 } { } { 12:00-17:00 } tv",
        [
            ("F:", "line", "An account for a receiver."),
            ("kids", "user name", "The receiver logs in"),
            ("***", "password", "Hidden"),
            ("0", "uphops", "Only cards in the very server"),
            ("0", "shareemus", "Nothing"),
            ("1", "allowemm", "The receiver may send EMMs"),
            ("0:0:1", "cards", "All cards: given"),
            ("{ }", "channels not given", "No limit."),
            ("12:00-17:00", "times", "There is a picture"),
            ("tv", "host", "The only host"),
        ],
    ),
    (
        "F: kids s3c 1 0 { 0:0:0 }",
        [
            ("F:", "line", ""),
            ("kids", "user name", ""),
            ("***", "password", ""),
            ("1", "uphops", "Cards up to one server more behind a line's server."),
            ("0", "downhops", "Nothing: every card ends at the receiver."),
            ("{ 0:0:0 }", "a:b:c", "Web pages' form"),
        ],
    ),
    (
        "F: kids s3c 192.168.1.4",
        [
            ("F:", "line", ""),
            ("kids", "user name", ""),
            ("***", "password", ""),
            ("", "uphops", "Not written, so 5. Cards up to 5 servers more"),
            ("", "allowemm", "Not written, so 1. The receiver may send EMMs"),
            ("192.168.1.4", "host", "It locks nothing"),
        ],
    ),
    (
        "F: kids s3c five 0 0 0 x",
        [
            ("F:", "line", ""),
            ("kids", "user name", ""),
            ("***", "password", ""),
            ("****", "uphops", "It should be a number."),
            ("0", "shareemus", ""),
            ("0", "allowemm", "The receiver may not send EMMs"),
            ("0", "extra field", "Nothing"),
            ("*", "extra field", "Nothing"),
        ],
    ),
    ("F: kids", [("F:", "line", ""), ("kids", "user name", "")]),
    (
        "C: h 12000 u s3c no { 0:0:1, 0100:80:2 } x",
        [
            ("C:", "line", "A connection to a CCcam server."),
            ("h", "host", "Where the server is"),
            ("12000", "port", "The port"),
            ("u", "user name", "Who Hearth says it is"),
            ("***", "password", "Hidden"),
            ("no", "wantemus", "Nothing"),
            ("x", "extra field", "Nothing"),
            ("0:0:1", "cards", "All cards: taken"),
            ("0100:80:2", "cards", "The card CAID 0100"),
        ],
    ),
    (
        "C: h 12000 u s3c { 0:0:2 }",
        [
            *[("C:", "line", ""), ("h", "host", ""), ("12000", "port", "")],
            *[("u", "user name", ""), ("***", "password", "")],
            (
                "{ 0:0:2 }",
                "reshare:distance:retries",
                "Web pages' form. An ECM without an answer is asked 2 times again",
            ),
        ],
    ),
    (
        "C: h 12000 u s3c no { }",
        [
            *[("C:", "line", ""), ("h", "host", ""), ("12000", "port", "")],
            *[("u", "user name", ""), ("***", "password", ""), ("no", "wantemus", "")],
            ("{ }", "cards", "No limit."),
        ],
    ),
    (
        f"N: h 1 u s3c {KEY} 2 0 x",
        [
            ("N:", "line", "A connection to a newcamd server."),
            *[("h", "host", ""), ("1", "port", "")],
            *[("u", "user name", ""), ("***", "password", "")],
            (STARS, "key", "The 14 bytes"),
            ("2", "hops", "How many servers away"),
            ("0", "stealth", "Which program"),
            ("*", "extra field", "Nothing"),
        ],
    ),
    (
        "N: h 1 u s3c 01 02",
        [
            *[("N:", "line", ""), ("h", "host", ""), ("1", "port", "")],
            *[("u", "user name", ""), ("***", "password", ""), ("** **", "key", "")],
        ],
    ),
    (
        "G: s3c me 1 s4c h 2 { 0:0:1",
        [
            *[("G:", "line", ""), ("***", "password", ""), ("me", "own host", "")],
            *[("1", "own port", ""), ("***", "peer password", "Hidden")],
            *[("h", "peer host", ""), ("2", "peer port", "")],
            ("{", "brace", "It has no partner."),
        ],
    ),
    (
        "G: s3c me 1 s4c h 2 { 0:0:1 }",
        [
            *[("G:", "line", ""), ("***", "password", ""), ("me", "own host", "")],
            *[("1", "own port", ""), ("***", "peer password", "Hidden")],
            *[("h", "peer host", ""), ("2", "peer port", "")],
            ("0:0:1", "cards", "All cards: taken"),
        ],
    ),
    (
        "B: /dev/sci0 01",
        [("B:", "line", ""), ("/dev/sci0", "device", ""), ("01", "sum", "Which EMMs")],
    ),
]


def parts(line: str) -> tuple[Part, ...]:
    topic = find_topic(line)
    assert isinstance(topic, AboutLine)
    return topic.parts


@pytest.mark.parametrize(("line", "pieces"), LINES, ids=[row[0] for row in LINES])
def test_the_pieces_of_a_line(line: str, pieces: list[tuple[str, str, str]]) -> None:
    found = parts(line)

    assert [part[:2] for part in found] == [piece[:2] for piece in pieces]
    for part, (_, _, begin) in zip(found, pieces, strict=True):
        assert part.meaning.startswith(begin)
        assert part.meaning.endswith(".")


# retries, what is said of them
RETRIES = [("0", "is not asked"), ("1", "is asked once"), ("9", "is asked 9 times")]


@pytest.mark.parametrize(("retries", "said"), RETRIES)
def test_retries(retries: str, said: str) -> None:
    assert said in parts(f"C: h 1 u s3c {{ 0:0:{retries} }}")[-1].meaning


def test_every_field_of_every_line_has_its_meaning() -> None:
    named = {name for form in FORMS.values() for name in form.fields}

    assert named - set(FIELDS) == {"wantemus", "uphops", "shareemus", "allowemm"}

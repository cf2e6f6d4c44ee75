"""What may be asked: types with limits, and what is said if something is wrong."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.web.api.parameters import (
    MAX_SHOWN,
    Choice,
    Number,
    Parameter,
    Text,
    Type,
    Whole,
    read_all,
    shortened,
)
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.plain import CHANNEL_PATTERN

WHOLE, NUMBER = Whole(1, 500), Number(0, 4102444800)
TEXT, KEY = Text(5), Text(23, CHANNEL_PATTERN, "a key")
CHOICE = Choice(("good", "failed"))

# type, what is sent, what it is read as; None: it is not allowed
READ: list[tuple[Type, str, object]] = [
    (WHOLE, "1", 1),
    (WHOLE, "500", 500),
    (WHOLE, "007", 7),
    (WHOLE, "0", None),
    (WHOLE, "501", None),
    (WHOLE, "", None),
    (WHOLE, " 1", None),
    (WHOLE, "1_0", None),
    (WHOLE, "1.0", None),
    (WHOLE, "\N{ARABIC-INDIC DIGIT ONE}", None),
    (WHOLE, "1" * 5000, None),
    (NUMBER, "0", 0.0),
    (NUMBER, "-0", 0.0),
    (NUMBER, "1790000000.25", 1790000000.25),
    (NUMBER, "1.79e9", 1.79e9),
    (NUMBER, "-1", None),
    (NUMBER, "1e400", None),
    (NUMBER, "1e999", None),
    (NUMBER, "nan", None),
    (NUMBER, "inf", None),
    (NUMBER, "1_0.0", None),
    (NUMBER, ".5", None),
    (TEXT, "a", "a"),
    (TEXT, "\N{GRINNING FACE}" * 5, "\N{GRINNING FACE}" * 5),
    (TEXT, "", None),
    (TEXT, "abcdef", None),
    (KEY, "4ADA:000010:1234", "4ADA:000010:1234"),
    (KEY, "4ADA:ABCDEF01:1234", "4ADA:ABCDEF01:1234"),
    (KEY, "4ada:000010:1234", None),
    (KEY, "4ADA:000010:1234\n", None),
    (KEY, "4ADA:000010", None),
    (CHOICE, "good", "good"),
    (CHOICE, "GOOD", None),
    (CHOICE, "", None),
]


@pytest.mark.parametrize(("kind", "sent", "read"), READ)
def test_a_value_is_read_or_refused(kind: Type, sent: str, read: object) -> None:
    parameter = Parameter("it", kind, "")

    if read is not None:
        assert parameter.read(sent) == read
        return
    with pytest.raises(ProblemError) as caught:
        parameter.read(sent)
    assert caught.value.status == 422
    assert caught.value.where == "query parameter it"
    assert caught.value.help == f"Give {kind.allowed()}."


@given(st.text(), st.sampled_from([WHOLE, NUMBER, TEXT, KEY, CHOICE]))
def test_any_text_is_read_or_refused(sent: str, kind: Any) -> None:
    with contextlib.suppress(ProblemError):
        Parameter("it", kind, "").read(sent)


PARAMETERS = (
    Parameter("name", TEXT, "", in_path=True),
    Parameter("limit", WHOLE, "", 100),
    Parameter("text", TEXT, ""),
)


def test_what_is_not_given_has_its_default() -> None:
    assert read_all(PARAMETERS, {"name": "tv"}, []) == {
        "name": "tv",
        "limit": 100,
        "text": None,
    }


# query, where it is wrong, what is wrong
REFUSED = [
    ([("limits", "5")], "query parameter limits", "It is not known."),
    ([("name", "x")], "query parameter name", "It is not known."),
    ([("limit", "5"), ("limit", "5")], "query parameter limit", "It is there twice."),
    ([("limit", "0")], "query parameter limit", "'0' is not allowed."),
    ([("", "")], "query parameter ", "It is not known."),
]


@pytest.mark.parametrize(("query", "where", "what"), REFUSED)
def test_what_is_not_known_or_there_twice_is_refused(
    query: list[tuple[str, str]], where: str, what: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        read_all(PARAMETERS, {"name": "tv"}, query)

    assert (caught.value.where, caught.value.what) == (where, what)


def test_a_piece_of_the_path_has_limits_too() -> None:
    with pytest.raises(ProblemError, match="path parameter name"):
        read_all(PARAMETERS, {"name": "too long"}, [])


def test_what_is_required_is_missed() -> None:
    line = Parameter("line", TEXT, "", required=True)

    with pytest.raises(ProblemError, match="query parameter line: It is missing"):
        read_all([line], {}, [])


def test_where_nothing_can_be_asked_that_is_said() -> None:
    with pytest.raises(ProblemError, match="There are none here"):
        read_all([], {}, [("x", "1")])


def test_an_error_does_not_repeat_a_book() -> None:
    assert len(shortened("x" * 10_000)) == MAX_SHOWN + 3
    assert shortened("short") == "short"


# type, its schema
SCHEMAS: list[tuple[Type, dict[str, object]]] = [
    (WHOLE, {"type": "integer", "minimum": 1, "maximum": 500}),
    (NUMBER, {"type": "number", "minimum": 0, "maximum": 4102444800}),
    (TEXT, {"type": "string", "minLength": 1, "maxLength": 5}),
    (KEY, {"type": "string", "pattern": CHANNEL_PATTERN}),
    (CHOICE, {"type": "string", "enum": ["good", "failed"]}),
]


@pytest.mark.parametrize(("kind", "schema"), SCHEMAS)
def test_a_type_is_described(kind: Type, schema: dict[str, object]) -> None:
    assert kind.schema() == schema


def test_a_parameter_is_described() -> None:
    assert PARAMETERS[1].document() == {
        "name": "limit",
        "in": "query",
        "description": "",
        "required": False,
        "schema": {**WHOLE.schema(), "default": 100},
    }
    assert PARAMETERS[0].document()["required"] is True


def test_what_is_allowed_is_said_in_words() -> None:
    assert WHOLE.allowed() == "a whole number from 1 to 500"
    assert NUMBER.allowed() == "a number from 0 to 4102444800"
    assert TEXT.allowed() == "a text of 1 to 5 characters"
    assert KEY.allowed() == "a key"
    assert CHOICE.allowed() == "one of: good, failed"

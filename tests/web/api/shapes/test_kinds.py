"""A declaration says how a value is told, and how that looks."""

from __future__ import annotations

from typing import NamedTuple

from hearth.web.api.shapes.kinds import Many, Maybe, Part, Plain, Shape
from hearth.web.api.shapes.plain import COUNT, TEXT
from tests.web.api.homes import MadeUp


class Dog(NamedTuple):
    name: str
    legs: int
    owner: str | None = None
    collar_number: str = "a secret that nobody asks for"


class Kennel(NamedTuple):
    dogs: list[Dog]


DOG = Shape(
    "Dog",
    "A dog.",
    (
        Part("name", TEXT),
        Part("legs", COUNT, "Usually four."),
        Part("owner", Maybe(TEXT)),
        Part("has_owner", Plain({"type": "boolean"}, bool), take=lambda dog, _: dog[2]),
    ),
)
KENNEL = Shape("Kennel", "Dogs.", (Part("dogs", Many(DOG)),))


def test_only_what_is_declared_is_told(made: MadeUp) -> None:
    told = KENNEL.told(Kennel([Dog("Rex", 4), Dog("Ida", 3, "Bo")]), made.home)

    assert told == {
        "dogs": [
            {"name": "Rex", "legs": 4, "owner": None, "has_owner": False},
            {"name": "Ida", "legs": 3, "owner": "Bo", "has_owner": True},
        ]
    }


def test_a_shape_is_described_with_all_its_parts() -> None:
    assert DOG.whole_schema() == {
        "type": "object",
        "description": "A dog.",
        "properties": {
            "name": {"type": "string"},
            "legs": {"type": "integer", "minimum": 0, "description": "Usually four."},
            "owner": {"anyOf": [{"type": "string"}, {"type": "null"}]},
            "has_owner": {"type": "boolean"},
        },
        "required": ["name", "legs", "owner", "has_owner"],
        "additionalProperties": False,
    }


def test_within_another_a_shape_is_referred_to() -> None:
    reference = {"$ref": "#/components/schemas/Dog"}

    assert KENNEL.parts[0].schema() == {"type": "array", "items": reference}
    assert [shape.name for shape in KENNEL.shapes()] == ["Kennel", "Dog"]
    assert list(Maybe(DOG).shapes()) == [DOG]


def test_what_counts_as_missing_can_be_said(made: MadeUp) -> None:
    kind = Maybe(COUNT, lambda value: value < 0)

    assert [kind.told(value, made.home) for value in (-1, 0, 2)] == [None, 0, 2]

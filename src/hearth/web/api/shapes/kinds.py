"""
Kinds of values: how each is written in JSON, and the JSON Schema that says so.

One declaration gives both, so that they cannot disagree. What is not declared
is not told, whatever fields a value may get one day.

Source:
    JSON Schema 2020-12, which OpenAPI 3.1 uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from hearth.web.home import Home

Schema = dict[str, Any]


class Kind(Protocol):
    """What a value is, and how it is told."""

    def schema(self) -> Schema:
        """Give its JSON Schema, in which shapes are referred to by their names."""

    def told(self, value: Any, home: Home) -> Any:
        """Give what stands for a value in JSON."""

    def shapes(self) -> Iterator[Shape]:
        """Give every shape in it, also those within others; some twice."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A value without parts."""

    form: Mapping[str, Any]
    tell: Callable[[Any], Any]

    def schema(self) -> Schema:
        """Give its JSON Schema."""
        return dict(self.form)

    def told(self, value: Any, home: Home) -> Any:
        """Give what stands for a value in JSON."""
        del home
        return self.tell(value)

    def shapes(self) -> Iterator[Shape]:
        """Give none."""
        yield from ()


@dataclass(frozen=True, slots=True)
class Maybe:
    """
    A value that may not be there: null.

    Attributes:
        kind: Of the value, if it is there.
        is_missing: Whether it is not: None, unless something else says so.

    """

    kind: Kind
    is_missing: Callable[[Any], bool] = lambda value: value is None

    def schema(self) -> Schema:
        """Give its JSON Schema."""
        return {"anyOf": [self.kind.schema(), {"type": "null"}]}

    def told(self, value: Any, home: Home) -> Any:
        """Give what stands for a value in JSON."""
        return None if self.is_missing(value) else self.kind.told(value, home)

    def shapes(self) -> Iterator[Shape]:
        """Give those of the value."""
        return self.kind.shapes()


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    kind: Kind

    def schema(self) -> Schema:
        """Give its JSON Schema."""
        return {"type": "array", "items": self.kind.schema()}

    def told(self, value: Any, home: Home) -> Any:
        """Give what stands for a list in JSON."""
        return [self.kind.told(each, home) for each in value]

    def shapes(self) -> Iterator[Shape]:
        """Give those of what is in the list."""
        return self.kind.shapes()


class Part(NamedTuple):
    """
    A part of a shape.

    Attributes:
        name: In JSON; also the attribute of the value, unless ``take`` is there.
        kind: What it is.
        about: What it means, where the name and the kind leave that open.
        take: Finds it, given the value and the home.

    """

    name: str
    kind: Kind
    about: str = ""
    take: Callable[[Any, Home], Any] | None = None

    def find(self, value: Any, home: Home) -> Any:
        """Find the part of a value."""
        if self.take is None:
            return getattr(value, self.name)
        return self.take(value, home)

    def of(self, value: Any, home: Home) -> Any:
        """Give what stands for the part of a value in JSON."""
        return self.kind.told(self.find(value, home), home)

    def schema(self) -> Schema:
        """Give its JSON Schema."""
        schema = self.kind.schema()
        return {**schema, "description": self.about} if self.about else schema


@dataclass(frozen=True, slots=True)
class Shape:
    """
    A value with named parts, all of which are always there.

    Attributes:
        name: Of the schema, in the document.
        about: What it is, as a sentence.
        parts: In the order in which they are told.

    """

    name: str
    about: str
    parts: tuple[Part, ...] = field(repr=False)

    def schema(self) -> Schema:
        """Refer to its JSON Schema."""
        return {"$ref": f"#/components/schemas/{self.name}"}

    def whole_schema(self) -> Schema:
        """Give the JSON Schema that is referred to."""
        return {
            "type": "object",
            "description": self.about,
            "properties": {part.name: part.schema() for part in self.parts},
            "required": [part.name for part in self.parts],
            "additionalProperties": False,
        }

    def told(self, value: Any, home: Home) -> Any:
        """Give what stands for a value in JSON."""
        return {part.name: part.of(value, home) for part in self.parts}

    def shapes(self) -> Iterator[Shape]:
        """Give this one, and all within."""
        yield self
        for part in self.parts:
            yield from part.kind.shapes()

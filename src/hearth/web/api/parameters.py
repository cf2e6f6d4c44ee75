"""
What may be asked: each parameter with its type and limits.

The same declaration reads what came and describes it in the document.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, Protocol

from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.kinds import Schema

MAX_SHOWN: Final = 60  # characters of what was sent that an error repeats
# ASCII alone: Python's own readers take signs of other scripts, too.
_WHOLE: Final = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_NUMBER: Final = re.compile(
    r"-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?", re.ASCII
)


class Type(Protocol):
    """What is allowed as a value."""

    def read(self, text: str) -> Any:
        """
        Read a value.

        Raises:
            ValueError: It is not allowed.

        """

    def schema(self) -> Schema:
        """Give the JSON Schema."""

    def allowed(self) -> str:
        """Say what is allowed."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within limits."""

    least: int
    most: int

    def read(self, text: str) -> int:
        """Read a value."""
        if not _WHOLE.fullmatch(text) or not self.least <= int(text) <= self.most:
            raise ValueError(text)
        return int(text)

    def schema(self) -> Schema:
        """Give the JSON Schema."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def allowed(self) -> str:
        """Say what is allowed."""
        return f"a whole number from {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Number:
    """A number within limits."""

    least: float
    most: float

    def read(self, text: str) -> float:
        """Read a value."""
        value = float(text) if _NUMBER.fullmatch(text) else math.nan
        if not self.least <= value <= self.most:
            raise ValueError(text)
        return value

    def schema(self) -> Schema:
        """Give the JSON Schema."""
        return {"type": "number", "minimum": self.least, "maximum": self.most}

    def allowed(self) -> str:
        """Say what is allowed."""
        return f"a number from {self.least:g} to {self.most:.0f}"


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is not empty, perhaps of a certain form."""

    most: int  # characters
    pattern: str = ""
    form: str = ""  # the pattern for a person to read

    def read(self, text: str) -> str:
        """Read a value."""
        if not 0 < len(text) <= self.most:
            raise ValueError(text)
        if self.pattern and not re.fullmatch(self.pattern.strip("^$"), text):
            raise ValueError(text)
        return text

    def schema(self) -> Schema:
        """Give the JSON Schema."""
        if self.pattern:
            return {"type": "string", "pattern": self.pattern}
        return {"type": "string", "minLength": 1, "maxLength": self.most}

    def allowed(self) -> str:
        """Say what is allowed."""
        return self.form or f"a text of 1 to {self.most} characters"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    words: Sequence[str]

    def read(self, text: str) -> str:
        """Read a value."""
        if text not in self.words:
            raise ValueError(text)
        return text

    def schema(self) -> Schema:
        """Give the JSON Schema."""
        return {"type": "string", "enum": list(self.words)}

    def allowed(self) -> str:
        """Say what is allowed."""
        return f"one of: {', '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A parameter of an endpoint.

    Attributes:
        name: As it stands in the address.
        type: What is allowed.
        about: What it means.
        default: Its value if it is not given; None where there is none.
        in_path: Whether it is a piece of the path.
        required: Whether it has to be given.

    """

    name: str
    type: Type
    about: str
    default: Any = None
    in_path: bool = False
    required: bool = False

    @property
    def where(self) -> str:
        """Say which part of a request it is."""
        return f"{'path' if self.in_path else 'query'} parameter {self.name}"

    def read(self, text: str) -> Any:
        """
        Read its value.

        Raises:
            ProblemError: It is not allowed.

        """
        try:
            return self.type.read(text)
        except ValueError:
            what = f"{shortened(text)!r} is not allowed"
            raise _refusal(what, self.where, f"Give {self.type.allowed()}") from None

    def document(self) -> Schema:
        """Describe it as OpenAPI does."""
        schema = self.type.schema()
        if self.default is not None:
            schema["default"] = self.default
        return {
            "name": self.name,
            "in": "path" if self.in_path else "query",
            "description": self.about,
            "required": self.in_path or self.required,
            "schema": schema,
        }


def read_all(
    parameters: Iterable[Parameter],
    path: Mapping[str, str],
    query: Iterable[tuple[str, str]],
) -> dict[str, Any]:
    """
    Read all parameters of a request.

    What is not known is refused, not left out: whoever misspells a filter is
    not to be told of everybody.

    Args:
        parameters: That there are.
        path: The pieces of the path by name.
        query: What came with the address, in its order.

    Returns:
        Every value by its name, or its default.

    Raises:
        ProblemError: One is not allowed, not known, there twice, or missing.

    """
    known = {parameter.name: parameter for parameter in parameters}
    values = {name: known[name].read(text) for name, text in path.items()}
    asked = [name for name, parameter in known.items() if not parameter.in_path]
    for name, text in query:
        if name not in asked:
            raise _refusal("It is not known", _query(name), _known(asked))
        if name in values:
            raise _refusal("It is there twice", _query(name), "Give it once")
        values[name] = known[name].read(text)
    for name, parameter in known.items():
        if name not in values and parameter.required:
            raise _refusal(
                "It is missing", parameter.where, f"Give {parameter.type.allowed()}"
            )
        values.setdefault(name, parameter.default)
    return values


def shortened(text: str) -> str:
    """Cut what somebody sent to a length that can be repeated."""
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}..."


def _query(name: str) -> str:
    return f"query parameter {shortened(name)}"


def _known(names: Sequence[str]) -> str:
    return f"Known here: {', '.join(names)}" if names else "There are none here"


def _refusal(what: str, where: str, remedy: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.UNPROCESSABLE_ENTITY, f"{what}.", where=where, help=f"{remedy}."
    )

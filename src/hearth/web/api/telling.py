"""Writes an answer as JSON, a portion at a time: the card server shares the loop."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final

from hearth.web.api.shapes.kinds import Many, Part, Shape
from hearth.web.home import Home

PORTION: Final = 25  # items of a list; 1 ms of a PC, 10 ms of a receiver

_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


async def text_of(shape: Shape, value: Any, home: Home) -> str:
    """
    Write a value.

    The loop turns between portions of a list that is a part of the value itself.

    Args:
        shape: Of the value.
        value: With lists that do not change meanwhile.
        home: Whose names are told.

    """
    pieces = [
        f"{compact(part.name)}:{await _text_of_part(part, value, home)}"
        for part in shape.parts
    ]
    return "{" + ",".join(pieces) + "}"


def compact(value: Any) -> str:
    """Write what JSON has a form for, without blanks."""
    return _ENCODER.encode(value)


async def _text_of_part(part: Part, value: Any, home: Home) -> str:
    if not isinstance(part.kind, Many):
        return compact(part.of(value, home))
    texts = []
    for number, each in enumerate(part.find(value, home), 1):
        texts.append(compact(part.kind.kind.told(each, home)))
        if number % PORTION == 0:
            await asyncio.sleep(0)
    return "[" + ",".join(texts) + "]"

"""Answers are written in portions, and the loop turns between them."""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple

import pytest

from hearth.web.api.shapes.kinds import Many, Part, Shape
from hearth.web.api.shapes.plain import COUNT, TEXT
from hearth.web.api.telling import PORTION, compact, text_of
from tests.web.api.homes import MadeUp


class Some(NamedTuple):
    name: str
    numbers: list[int]


SOME = Shape("Some", "Some.", (Part("name", TEXT), Part("numbers", Many(COUNT))))


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [0, 1, PORTION, 3 * PORTION + 1])
async def test_a_value_is_written_as_its_shape_tells_it(
    made: MadeUp, size: int
) -> None:
    value = Some('"\N{SNOWMAN}', list(range(size)))

    text = await text_of(SOME, value, made.home)

    assert json.loads(text) == SOME.told(value, made.home)


@pytest.mark.asyncio
async def test_the_loop_turns_between_portions(made: MadeUp) -> None:
    turns, is_done = 0, False

    async def turn() -> None:
        nonlocal turns
        while not is_done:
            turns += 1
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(turn())
        await text_of(SOME, Some("", list(range(10 * PORTION))), made.home)
        is_done = True

    assert turns >= 10


def test_json_has_no_blanks_and_no_numbers_that_it_does_not_know() -> None:
    assert compact({"a": [1, None, "ä"]}) == '{"a":[1,null,"ä"]}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        compact(float("nan"))

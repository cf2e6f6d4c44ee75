"""What is true now: the status, and each of its parts."""

from __future__ import annotations

from typing import NamedTuple

from hearth.dvb import Card
from hearth.observe.live.views import LineStatus, ReceiverStatus, Status
from hearth.web.api.endpoint import Call, not_found
from hearth.web.api.shapes.plain import readable
from hearth.web.home import Home


class Cards(NamedTuple):
    """Every card, with its line."""

    cards: list[tuple[LineStatus, Card]]


async def status(call: Call) -> Status:
    """Tell everything that is true now."""
    return call.home.status()


async def receivers(call: Call) -> Status:
    """Tell of every receiver."""
    return call.home.status()


async def receiver(call: Call) -> ReceiverStatus:
    """Tell of one receiver."""
    return receiver_named(call.home, call["name"])


async def lines(call: Call) -> Status:
    """Tell of every line."""
    return call.home.status()


async def line(call: Call) -> LineStatus:
    """Tell of one line."""
    return line_named(call.home, call["name"])


async def cards(call: Call) -> Cards:
    """Tell of every card of every line."""
    found = call.home.status().lines
    return Cards([(line, card) for line in found for card in line.cards])


def receiver_named(home: Home, name: str) -> ReceiverStatus:
    """
    Find a receiver.

    Raises:
        ProblemError: There is none of that name.

    """
    for found in home.status().receivers:
        if readable(found.name) == name:
            return found
    raise not_found(
        "There is no receiver of that name.",
        where="path parameter name",
        remedy="Ask for /receivers to see the names there are.",
    )


def line_named(home: Home, name: str) -> LineStatus:
    """
    Find a line.

    Raises:
        ProblemError: There is none of that name.

    """
    for found in home.status().lines:
        if readable(found.name) == name:
            return found
    raise not_found(
        "There is no line of that name.",
        where="path parameter name",
        remedy="Ask for /lines to see the names there are.",
    )

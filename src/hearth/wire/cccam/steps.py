"""How far a connection has come, at either end."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final


class Stage(Enum):
    """How far a client has come, in the order in which it comes there."""

    HASH = auto()  # the seed is out
    NAME = auto()  # the client can compute: its name and proof are next
    DECISION = auto()  # the caller's: accept or refuse
    GREETING = auto()  # logged in: CLI_DATA is next
    READY = auto()


class Step(Enum):
    """How far we have come with a server: what is awaited next."""

    SEED = auto()
    ACKNOWLEDGEMENT = auto()
    GREETING = auto()
    CARDS = auto()  # the first one
    READY = auto()


CLOSED_AT: Final = {
    Step.SEED: (
        "the server closed the connection before anything was sent: it does not"
        " take connections from this address, is full, or is no CCcam server"
    ),
    Step.ACKNOWLEDGEMENT: (
        "the server closed the connection instead of confirming the log-in: user"
        " name or password wrong, or the account is in use elsewhere or locked"
    ),
    Step.GREETING: (
        "the server confirmed the log-in and then closed the connection before it"
        " said which version it is"
    ),
    Step.CARDS: "the server closed the connection before it announced a card",
    Step.READY: "the server closed the connection",
}

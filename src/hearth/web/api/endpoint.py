"""What an endpoint is, and what its answer is found from."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from hearth.web.api.parameters import Parameter
from hearth.web.api.problem import ProblemError
from hearth.web.api.shapes.kinds import Shape
from hearth.web.home import Home

if TYPE_CHECKING:
    from hearth.observe.history.reader import HistoryReader

T = TypeVar("T")

AT_ONCE: Final = 2  # questions to the history; more wait, and the card server goes on

Method = Literal["GET", "POST"]


class Remembered:
    """
    The history, asked in threads, a few questions at a time.

    Args:
        home: Whose history it is.

    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._places = asyncio.Semaphore(AT_ONCE)

    async def ask(self, question: Callable[[HistoryReader], T]) -> T:
        """
        Ask the history.

        Args:
            question: Asks it, in a thread.

        Raises:
            ProblemError: There is none, or it cannot be read.

        """
        from hearth.observe.history.database import HistoryError

        history = self._home.history
        if history is None:
            raise _unavailable(
                "Nothing is remembered",
                "Give Hearth a place for its history, then ask again.",
            )
        try:
            async with self._places:
                return await asyncio.to_thread(question, history)
        except HistoryError as error:
            raise _unavailable(
                f"It cannot be read: {error.why}",
                "Look at the log for what Hearth did about it.",
            ) from error


@dataclass(frozen=True, slots=True)
class Call:
    """
    A request for an endpoint, once it is understood.

    Attributes:
        home: What can be told, and done.
        values: Of the parameters, by name.
        remembered: The history.

    """

    home: Home
    values: Mapping[str, Any]
    remembered: Remembered

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """
    One thing that can be asked for, or done.

    Attributes:
        path: Below `BASE`, with ``{name}`` for each piece that varies.
        summary: What it gives, as a sentence.
        answer: How that looks.
        handler: Finds it.
        parameters: In the path, in its order, then in the query.
        method: GET changes nothing.
        status: Of a good answer.
        may_fail: Further statuses, besides those that parameters bring.

    """

    path: str
    summary: str
    answer: Shape
    handler: Callable[[Call], Awaitable[Any]]
    parameters: tuple[Parameter, ...] = ()
    method: Method = "GET"
    status: HTTPStatus = HTTPStatus.OK
    may_fail: tuple[HTTPStatus, ...] = ()

    @property
    def name(self) -> str:
        """Its name, as clients that are made from the document call it."""
        return self.handler.__name__

    @property
    def failures(self) -> tuple[HTTPStatus, ...]:
        """Every status of an answer that is none."""
        return (HTTPStatus.UNPROCESSABLE_ENTITY, *self.may_fail)


def not_found(what: str, *, where: str, remedy: str) -> ProblemError:
    """Make the problem that there is no such thing."""
    return ProblemError(HTTPStatus.NOT_FOUND, what, where=where, help=remedy)


def _unavailable(what: str, remedy: str) -> ProblemError:
    return ProblemError(
        HTTPStatus.SERVICE_UNAVAILABLE, f"{what}.", where="the history", help=remedy
    )

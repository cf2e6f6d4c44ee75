"""Measures lines, side by side, without being in anybody's way."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from hearth.doctor.facts import Trouble
from hearth.doctor.ladder.patience import USUAL, Patience
from hearth.doctor.ladder.reaching import StepFailed, check_route, connect, find
from hearth.doctor.ladder.talking import Conversation, Probe
from hearth.doctor.measure.kernel import Wire, own_wire, together
from hearth.doctor.measure.measured import Measured, asked_times
from hearth.doctor.measure.neighbours import Neighbour, Neighbours, neighbours
from hearth.doctor.measure.pace import Pace
from hearth.doctor.measure.past import Past, past_of
from hearth.dvb import Card, ControlWords
from hearth.errors import HearthError
from hearth.net.aside import aside
from hearth.net.lookup import Address, LookUp, look_up
from hearth.net.settings import Upstream
from hearth.wire.cccam.messages import Identity

CONNECTS: Final = 5
EVERY_S: Final = 1.0  # between two connections of a line, and between all questions
QUESTIONS: Final = 20  # one in twenty is the slowest: p95 is worth saying from here
GIVE_UP_AFTER: Final = 3  # questions in a row without an answer; Tvheadend does too
FAILED_CONNECTS: Final = 2  # in a row

HEARTH_IS_THERE: Final = (
    "not logged in: a program of this machine, probably Hearth, is connected there,"
    " and many servers let an account in only once; so these are the figures of its"
    " connection and of the history"
)
HEARTH_CAME: Final = (
    "ended early: another program of this machine connected there meanwhile, and many"
    " servers let an account in only once"
)
CANNOT_TELL: Final = (
    "not logged in: this system does not tell whether Hearth is connected there, and"
    " many servers let an account in only once"
)
NOTHING_TO_ASK: Final = (
    "nothing was asked: Hearth keeps no ECMs, so there is none to ask with; ECM times"
    " are those of the last seven days' history"
)
NOBODY_ASKED: Final = (
    "no ECM time is known: the history has no question to this line in the last seven"
    " days, as is so of a standby line that was never needed"
)


class Question(NamedTuple):
    """A question, and its right answer where that is known."""

    probe: Probe
    right: ControlWords | None = None


QuestionsFor = Callable[[Iterable[Card]], Iterator[Question] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    How lines are measured.

    Attributes:
        identity: Who we say we are.
        now: Unix seconds.
        history: What Hearth remembers; it is only read.
        questions: How many are asked of each line.
        questions_for: Gives questions for some cards; None: has none for them.
        connects: How often a line is connected to, log-ins not counted.
        every_s: Between two connections of a line, and between all questions.
        patience: How long each step may take.
        look_up: Finds the addresses of a host.
        neighbours: Gives the connections of this machine.
        told: Called with what was done, for a person to see.

    """

    identity: Identity
    now: float
    history: Path | None = None
    questions: int = QUESTIONS
    questions_for: QuestionsFor = lambda _cards: None
    connects: int = CONNECTS
    every_s: float = EVERY_S
    patience: Patience = USUAL
    look_up: LookUp = look_up
    neighbours: Neighbours = neighbours
    told: Callable[[str], object] = field(default=lambda _what: None)


class Result(NamedTuple):
    """What was measured of a line, and what is remembered of it."""

    measured: Measured
    past: Past


async def measure_all(
    lines: Iterable[tuple[str, Upstream]], plan: Plan
) -> tuple[Result, ...]:
    """
    Measure lines side by side; all questions keep their distance.

    Args:
        lines: Names, as observations have them, and what the configuration says.
        plan: How.

    """
    pace = Pace(plan.every_s)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(_Measuring(name, upstream, plan, pace).run())
            for name, upstream in lines
        ]
    return tuple(task.result() for task in tasks)


class _Measuring:
    """One line, while it is measured."""

    def __init__(self, name: str, upstream: Upstream, plan: Plan, pace: Pace) -> None:
        self._name = name
        self._upstream = upstream
        self._plan = plan
        self._pace = pace
        self._connects: list[float] = []
        self._wires: list[Wire] = []
        self._refused = 0
        self._addresses: tuple[str, ...] = ()
        self._done = Measured(
            line=name, at=plan.now, place=f"{upstream.host}:{upstream.port}"
        )

    async def run(self) -> Result:
        """Measure. Never raises: what fails is the result."""
        try:
            await self._measure()
        except StepFailed as failed:
            detail = f": {failed.detail}" if failed.detail else ""
            self._done = replace(self._done, trouble=f"{failed.trouble.value}{detail}")
        past = await self._past()
        ecm = self._done.ecm if self._done.ecm is not None else past.ecm
        if ecm is None and not self._done.trouble:
            self._note(past.why_not or NOBODY_ASKED)
        measured = replace(
            self._done,
            connects_s=tuple(self._connects),
            refused=self._refused,
            wire=self._done.wire or together(self._wires),
            ecm=ecm,
            period_s=past.period_s,
        )
        return Result(measured, past)

    async def _past(self) -> Past:
        plan = self._plan
        return await aside(lambda: past_of(plan.history, self._name, plan.now))

    async def _measure(self) -> None:
        plan, upstream = self._plan, self._upstream
        found = await find(upstream.host, upstream.port, plan.look_up, plan.patience)
        check_route(found)
        self._addresses = tuple(dict.fromkeys(address.plain for address in found))
        await self._connect_often(found)
        others = self._others()
        if others is None:
            self._note(CANNOT_TELL)
        elif others:
            self._note(HEARTH_IS_THERE)
            wires = [other.wire for other in others if other.wire is not None]
            self._done = replace(
                self._done, wire=together(wires), is_hearths=bool(wires)
            )
        else:
            await self._talk(found)

    def _others(self) -> tuple[Neighbour, ...] | None:
        """Give the connections of others to this server; None: nobody tells."""
        return self._plan.neighbours(self._addresses, self._upstream.port)

    def _note(self, text: str) -> None:
        self._done = replace(self._done, notes=(*self._done.notes, text))

    # Connections

    async def _connect_often(self, found: tuple[Address, ...]) -> None:
        in_row = 0
        pace = Pace(self._plan.every_s)
        for number in range(1, self._plan.connects + 1):
            await pace.turn()
            try:
                reached = await connect(found, self._plan.patience)
            except StepFailed:
                self._refused += 1
                in_row += 1
                if in_row == FAILED_CONNECTS:
                    raise
                continue
            in_row = 0
            self._connects.append(reached.took_s)
            self._end(reached.sock)
            self._plan.told(f"{self._name}: connection {number}")

    def _end(self, sock: socket.socket) -> None:
        wire = own_wire(sock)
        if wire is not None:
            self._wires.append(wire)
        sock.close()

    # Log-in and questions

    async def _talk(self, found: tuple[Address, ...]) -> None:
        plan = self._plan
        reached = await connect(found, plan.patience)
        try:
            conversation = Conversation(
                reached.sock, self._upstream, plan.identity, plan.patience
            )
            await self._log_in(conversation)
            await self._ask(conversation)
        except HearthError as error:  # a name or password that cannot be sent
            self._done = replace(self._done, trouble=str(error))
        finally:
            self._end(reached.sock)

    async def _log_in(self, conversation: Conversation) -> None:
        try:
            await conversation.open()
        finally:
            talk = conversation.talk
            self._done = replace(
                self._done,
                log_in_s=talk.log_in_s or None,
                cards=len(talk.cards) if talk.log_in_s else None,
                server=talk.server,
            )
        self._plan.told(f"{self._name}: logged in")

    async def _ask(self, conversation: Conversation) -> None:
        questions = None
        if self._plan.questions:
            questions = self._plan.questions_for(conversation.talk.cards.values())
        if questions is None:
            self._note(NOTHING_TO_ASK)
            return
        times: list[float] = []
        failed = in_row = 0
        for question in questions:
            if len(times) + failed == self._plan.questions or in_row == GIVE_UP_AFTER:
                break
            await self._pace.turn()
            if self._others():
                self._note(HEARTH_CAME)
                break
            took_s = await _answer(conversation, question)
            if took_s is None:
                failed, in_row = failed + 1, in_row + 1
            else:
                times.append(took_s)
                in_row = 0
            self._plan.told(f"{self._name}: question {len(times) + failed}")
            if not conversation.can_ask:
                break
        if times or failed:
            self._done = replace(self._done, ecm=asked_times(times, failed))
        if failed and not times:
            self._done = replace(self._done, trouble=Trouble.UNANSWERED.value)


async def _answer(conversation: Conversation, question: Question) -> float | None:
    """Put a question; give how long the answer took, None if it was no good one."""
    try:
        words = await conversation.ask(question.probe)
    except StepFailed:
        return None
    if question.right is not None and words != question.right:
        return None
    return conversation.talk.answer_s

"""Climbs one line's ladder, step by step, and stops at what explains it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from hearth.doctor.facts import Ladder, Rung, Trouble
from hearth.doctor.ladder.patience import USUAL, Patience
from hearth.doctor.ladder.reaching import StepFailed, check_route, connect, find
from hearth.doctor.ladder.talking import Conversation, ProbeFor
from hearth.errors import HearthError
from hearth.net.lookup import LookUp, look_up
from hearth.net.settings import Upstream
from hearth.wire.cccam.messages import Identity

LOGGED_IN_ALREADY = (
    "Hearth is connected there now; many servers let an account in only once, so the"
    " doctor does not log in a second time"
)
NO_QUESTION = "no question was at hand; the answers that receivers got tell more"


class Climber(NamedTuple):
    """
    What all ladders have in common.

    Attributes:
        identity: Who we say we are.
        patience: How long each step may take.
        look_up: Finds the addresses of a host.
        probe_for: Chooses a question, when it is known which cards there are;
            None: none is put.
        is_connected: Tells whether Hearth is connected to one of some addresses
            at a port: then nobody logs in a second time.
        told: Called with the name of a line when it has been climbed.

    """

    identity: Identity
    patience: Patience = USUAL
    look_up: LookUp = look_up
    probe_for: ProbeFor = lambda _cards: None
    is_connected: Callable[[tuple[str, ...], int], bool] = lambda _addresses, _port: (
        False
    )
    told: Callable[[str], object] = lambda _line: None


async def climb_all(
    lines: Iterable[tuple[str, Upstream]], climber: Climber
) -> tuple[Ladder, ...]:
    """
    Climb the ladders of all lines side by side.

    Args:
        lines: Names, as observations have them, and what the configuration says.
        climber: How.

    """
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(climb(name, upstream, climber))
            for name, upstream in lines
        ]
    return tuple(task.result() for task in tasks)


async def climb(name: str, upstream: Upstream, climber: Climber) -> Ladder:
    """
    Climb one line's ladder. Never raises: what fails is its result.

    Args:
        name: As observations have it.
        upstream: What the configuration says of the line.
        climber: How.

    """
    user = upstream.user
    ladder = Ladder(
        line=name,
        host=upstream.host,
        port=upstream.port,
        user=user if isinstance(user, str) else user.decode("utf-8", "replace"),
    )
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        return await _climb(ladder, upstream, climber)
    except StepFailed as failed:
        return replace(
            ladder,
            look_up_s=loop.time() - began if failed.rung is Rung.NAME else 0.0,
            reached=_before(failed.rung),
            trouble=failed.trouble,
            detail=failed.detail,
            addresses=failed.addresses,
        )
    finally:
        climber.told(name)


async def _climb(ladder: Ladder, upstream: Upstream, climber: Climber) -> Ladder:
    loop = asyncio.get_running_loop()
    began = loop.time()
    found = await find(upstream.host, upstream.port, climber.look_up, climber.patience)
    addresses = tuple(dict.fromkeys(address.plain for address in found))
    ladder = replace(ladder, addresses=addresses, look_up_s=loop.time() - began)
    check_route(found)
    if climber.is_connected(addresses, upstream.port):
        return replace(ladder, reached=Rung.PORT, untried=LOGGED_IN_ALREADY)
    reached = await connect(found, climber.patience)
    ladder = replace(ladder, connect_s=reached.took_s)
    try:
        return await _talk(ladder, reached.sock, upstream, climber)
    finally:
        reached.sock.close()


async def _talk(
    ladder: Ladder, sock: socket.socket, upstream: Upstream, climber: Climber
) -> Ladder:
    try:
        conversation = Conversation(sock, upstream, climber.identity, climber.patience)
    except HearthError as error:  # a name or password that cannot be sent
        return replace(
            ladder, reached=Rung.SEED, trouble=Trouble.LOG_IN_REFUSED, detail=str(error)
        )
    failed: StepFailed | None = None
    untried = ""
    try:
        await conversation.open()
        probe = climber.probe_for(conversation.talk.cards.values())
        if probe is None:
            untried = NO_QUESTION
        else:
            await conversation.ask(probe)
    except StepFailed as error:
        failed = error
    talk = conversation.talk
    return replace(
        ladder,
        reached=talk.reached,
        trouble=failed.trouble if failed else None,
        detail=failed.detail if failed else "",
        log_in_s=talk.log_in_s,
        answer_s=talk.answer_s,
        server=talk.server,
        cards=tuple(talk.cards.values()),
        untried=untried,
    )


def _before(rung: Rung) -> Rung | None:
    return Rung(rung - 1) if rung > Rung.NAME else None

"""Lines are measured on real sockets; whoever else is connected is made up."""

import asyncio
import socket
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hearth.doctor.ladder.talking import Probe
from hearth.doctor.measure.measured import Source
from hearth.doctor.measure.neighbours import Neighbour
from hearth.doctor.measure.run import (
    CANNOT_TELL,
    HEARTH_CAME,
    HEARTH_IS_THERE,
    NOBODY_ASKED,
    NOTHING_TO_ASK,
    Plan,
    Question,
    Result,
    measure_all,
)
from hearth.dvb import Card
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import (
    CA_SYSTEM_ID,
    PROVIDER_ID,
    SERVICE_ID,
    control_words_of,
    make_ecm,
)
from hearth.secret import Secret
from tests.doctor.answers.test_from_history import BEGAN, remember
from tests.doctor.ladder.peers import PASSWORD, PATIENT, upstream
from tests.doctor.made import evening
from tests.doctor.measure.made import wire
from tests.net.peers import OURS

pytestmark = pytest.mark.asyncio

ACCOUNTS = {"hearth": PASSWORD}


def asking(cards: Iterable[Card]) -> Iterator[Question] | None:
    del cards
    return (
        Question(
            Probe(CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, make_ecm(period)),
            control_words_of(period),
        )
        for period in count(7)
    )


PLAN = Plan(
    identity=OURS,
    now=BEGAN + 900,
    questions=5,
    questions_for=asking,
    connects=3,
    every_s=0.001,
    patience=replace(PATIENT, answer_s=0.2),
    neighbours=lambda _addresses, _port: (),
)


async def measure_one(port: int, **changes: Any) -> Result:
    plan = replace(PLAN, **changes)
    (result,) = await measure_all([("card.home.lan", upstream(port))], plan)
    return result


async def measure(behaviour: CardBehaviour, *, partner: bool = False) -> Result:
    reader = CardReader(behaviour)
    async with LabCardServer(ACCOUNTS, reader=reader, partner=partner) as server:
        return await measure_one(server.port)


async def test_a_line_that_is_well(tmp_path: Path) -> None:
    told: list[str] = []
    file = tmp_path / "history.sqlite"
    remember(file, *evening(seconds=100))
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        found, past = await measure_one(server.port, told=told.append, history=file)
        sections = list(server.sections)

    assert (found.trouble, found.notes) == ("", ())
    assert (len(found.connects_s), found.cards) == (3, 1)
    assert found.log_in_s is not None
    assert found.server.startswith("CCcam")
    assert found.ecm is not None
    assert (found.ecm.source, found.ecm.asked, found.ecm.failed) == (Source.ASKED, 5, 0)
    assert len(set(sections)) == 5, "no question twice: a server may keep answers"
    assert found.wire is not None
    assert (found.period_s, past.why_not) == (10.0, "")
    assert told[-1] == "card.home.lan: question 5"


async def test_where_there_is_nothing_to_ask(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    remember(file, *evening(seconds=100))
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        known, _ = await measure_one(
            server.port, questions_for=lambda _: None, history=file
        )
        unknown, _ = await measure_one(server.port, questions=0)
        asked = server.counts.questions

    assert known.notes == (NOTHING_TO_ASK,)
    assert known.ecm is not None
    assert known.ecm.source is Source.HISTORY
    assert unknown.ecm is None
    assert "there is no history" in unknown.notes[-1]
    assert asked == 0


async def test_a_standby_line_that_was_never_asked(tmp_path: Path) -> None:
    file = tmp_path / "history.sqlite"
    remember(file)
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        found, _ = await measure_one(server.port, questions=0, history=file)

    assert found.notes == (NOTHING_TO_ASK, NOBODY_ASKED)


@pytest.mark.parametrize(
    ("seen", "note"),
    [
        ((Neighbour(1, "127.0.0.1", 1, wire(sent=99)),), HEARTH_IS_THERE),
        ((Neighbour(1, "127.0.0.1", 1),), HEARTH_IS_THERE),
        (None, CANNOT_TELL),
    ],
)
async def test_nobody_logs_in_beside_hearth(
    seen: tuple[Neighbour, ...] | None, note: str
) -> None:
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        found, _ = await measure_one(server.port, neighbours=lambda *_: seen)
        log_ins = server.counts.log_ins

    assert note in found.notes
    assert log_ins == 0
    assert len(found.connects_s) == 3
    assert found.wire is not None
    assert found.is_hearths is (found.wire.sent == 99)


async def test_who_finds_hearth_connected_meanwhile_makes_room() -> None:
    looks = iter([(), (), (Neighbour(1, "127.0.0.1", 1),)])
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        found, _ = await measure_one(server.port, neighbours=lambda *_: next(looks))

    assert found.notes == (HEARTH_CAME,)
    assert found.ecm is not None
    assert found.ecm.asked == 1


@pytest.mark.parametrize("partner", [False, True])
async def test_a_card_that_does_not_answer(partner: bool) -> None:
    found, _ = await measure(CardBehaviour(stalled=True), partner=partner)

    assert found.trouble == "it does not answer the question"
    assert found.ecm is not None
    # In plain mode nothing can be asked until a late answer has come.
    assert found.ecm.failed == (3 if partner else 1)


@pytest.mark.parametrize(
    "behaviour", [CardBehaviour(refuse=1.0), CardBehaviour(wrong=1.0)]
)
async def test_a_card_that_answers_wrongly(behaviour: CardBehaviour) -> None:
    found, _ = await measure(behaviour)

    assert found.ecm is not None
    assert (found.ecm.failed, found.ecm.times.count) == (3, 0)


async def test_a_port_at_which_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]

    found, _ = await measure_one(port)

    assert found.trouble.startswith("nothing listens at its port")
    assert (found.connects_s, found.refused) == ((), 2)


async def test_a_wrong_password() -> None:
    async with LabCardServer({"hearth": Secret(b"another")}) as server:
        found, _ = await measure_one(server.port)

    assert "closes the connection instead" in found.trouble
    assert (found.log_in_s, found.cards) == (None, None)
    assert "very-secret" not in repr(found)


async def test_a_name_that_cannot_be_sent() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        line = replace(upstream(server.port), user="x" * 30)
        ((found, _),) = await measure_all([("line", line)], PLAN)

    assert found.trouble


async def test_all_lines_together_keep_the_pace() -> None:
    loop = asyncio.get_running_loop()
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        lines = [(f"line{n}", upstream(server.port)) for n in range(2)]
        began = loop.time()
        found = await measure_all(
            lines, replace(PLAN, every_s=0.05, connects=1, questions=4)
        )
        took_s = loop.time() - began

    assert [result.measured.ecm.asked for result in found if result.measured.ecm] == [
        4,
        4,
    ]
    assert took_s >= 7 * 0.05

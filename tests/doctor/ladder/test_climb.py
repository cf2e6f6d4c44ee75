"""Every step of the ladder, on real sockets."""

import asyncio
import socket
from dataclasses import replace

import pytest

from hearth.doctor.facts import Rung, Trouble
from hearth.doctor.ladder.climb import LOGGED_IN_ALREADY, NO_QUESTION, climb, climb_all
from hearth.doctor.ladder.talking import Probe
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, make_ecm
from hearth.lab.identities import lab_card
from hearth.net.lookup import Address
from hearth.secret import Secret
from tests.doctor.ladder.peers import (
    CLIMBER,
    PASSWORD,
    PATIENT,
    Talk,
    after_the_password,
    saying,
    serving,
    upstream,
)

pytestmark = pytest.mark.asyncio

QUESTION = Probe(CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, make_ecm(7))
ACCOUNTS = {"hearth": PASSWORD}
CLIMBER_ASKING = CLIMBER._replace(
    probe_for=lambda _cards: QUESTION, patience=replace(PATIENT, answer_s=0.3)
)


def found(*addresses: str) -> Address:
    return Address(socket.AF_INET, (*addresses, 12000))


async def unknown_name(host: str, port: int) -> tuple[Address, ...]:
    del port
    raise OSError(socket.EAI_NONAME, f"{host} is not known")


async def never(host: str, port: int) -> tuple[Address, ...]:
    del host, port
    await asyncio.Event().wait()
    return ()


async def elsewhere(host: str, port: int) -> tuple[Address, ...]:
    del host, port
    return (found("192.168.1.2"), found("8.8.8.8"))


@pytest.mark.parametrize(
    ("look_up", "reached", "trouble"),
    [
        (unknown_name, None, Trouble.NAME_UNKNOWN),
        (never, None, Trouble.NAME_SLOW),
        (elsewhere, Rung.NAME, Trouble.NOT_HOME),
    ],
)
async def test_a_name(look_up: object, reached: Rung | None, trouble: Trouble) -> None:
    climber = CLIMBER._replace(look_up=look_up)  # type: ignore[arg-type]

    ladder = await climb("line", upstream(12000, "card.home.lan"), climber)

    assert (ladder.reached, ladder.trouble) == (reached, trouble)
    assert ladder.detail


async def test_a_port_at_which_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]

    ladder = await climb("line", upstream(port), CLIMBER)

    assert (ladder.reached, ladder.trouble) == (Rung.ROUTE, Trouble.REFUSED)


async def test_a_port_that_takes_nobody_in() -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen(0)
        port = sock.getsockname()[1]
        waiting = []
        for _ in range(3):  # fill the queue of those who wait to be taken in
            other = socket.socket()
            other.settimeout(0)
            other.connect_ex(("127.0.0.1", port))
            waiting.append(other)
        try:
            ladder = await climb("line", upstream(port), CLIMBER)
        finally:
            for other in waiting:
                other.close()

    assert (ladder.reached, ladder.trouble) == (Rung.ROUTE, Trouble.DROPPED)


# what answers, how far that goes, and what is said of it
SERVERS = [
    (saying(b"HTTP/1.1 400 Bad Request\r\n"), Rung.PORT, Trouble.NO_CARD_SERVER),
    (saying(b"SSH-2.0-dropbear\r\n"), Rung.PORT, Trouble.NO_CARD_SERVER),
    (saying(bytes(range(128, 142))), Rung.PORT, Trouble.NO_CARD_SERVER),
    (saying(b"\x00\x01\x02"), Rung.PORT, Trouble.NO_CARD_SERVER),
    (saying(b""), Rung.PORT, Trouble.NO_SEED),
    (saying(b"", then_closes=True), Rung.PORT, Trouble.CLOSED_AT_ONCE),
    (after_the_password(None), Rung.SEED, Trouble.LOG_IN_REFUSED),
    (after_the_password(b""), Rung.SEED, Trouble.NO_ACKNOWLEDGEMENT),
    (after_the_password(bytes(20)), Rung.SEED, Trouble.NO_CARD_SERVER),
]


@pytest.mark.parametrize(
    ("talk", "reached", "trouble"), SERVERS, ids=map(str, range(len(SERVERS)))
)
async def test_what_answers_at_the_port(
    talk: Talk, reached: Rung, trouble: Trouble
) -> None:
    async with serving(talk) as port:
        ladder = await climb("line", upstream(port), CLIMBER)

    assert (ladder.reached, ladder.trouble) == (reached, trouble)
    assert "very-secret" not in repr(ladder)


async def test_a_wrong_password() -> None:
    async with LabCardServer({"hearth": Secret(b"another")}) as server:
        ladder = await climb("line", upstream(server.port), CLIMBER)

    assert (ladder.reached, ladder.trouble) == (Rung.SEED, Trouble.LOG_IN_REFUSED)
    assert "user name or password wrong" in ladder.detail


async def test_a_name_that_cannot_be_sent() -> None:
    async with serving(saying(b"")) as port:
        line = replace(upstream(port), user="x" * 30)
        ladder = await climb("line", line, CLIMBER)

    assert ladder.trouble is Trouble.LOG_IN_REFUSED


@pytest.mark.parametrize(
    ("hops", "trouble"), [(None, Trouble.NO_CARDS), (4, Trouble.FAR_CARDS)]
)
async def test_cards(hops: int | None, trouble: Trouble) -> None:
    cards = [] if hops is None else [lab_card(hops=hops)]
    patience = replace(PATIENT, cards_s=0.3) if hops is None else PATIENT
    async with LabCardServer(ACCOUNTS, cards, partner=False) as server:
        climber = CLIMBER._replace(patience=patience)
        ladder = await climb("line", upstream(server.port), climber)

    assert (ladder.reached, ladder.trouble) == (Rung.LOG_IN, trouble)


async def test_a_line_that_is_well() -> None:
    told: list[str] = []
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        climber = CLIMBER_ASKING._replace(told=told.append)
        ladder = await climb("line", upstream(server.port), climber)

    assert (ladder.reached, ladder.trouble) == (Rung.ANSWER, None)
    assert ladder.answer_s is not None
    assert ladder.server.startswith("CCcam 2.3.0")
    assert [card.ca_system_id for card in ladder.cards] == [CA_SYSTEM_ID]
    assert ladder.untried == ""
    assert told == ["line"]


async def test_without_a_question_none_is_put() -> None:
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        climber = CLIMBER_ASKING._replace(probe_for=lambda _cards: None)
        ladder = await climb("line", upstream(server.port), climber)

    assert (ladder.reached, ladder.untried) == (Rung.CARDS, NO_QUESTION)


async def test_no_card_for_the_channel() -> None:
    other = QUESTION._replace(ca_system_id=type(CA_SYSTEM_ID)(0x0D02))
    async with LabCardServer(ACCOUNTS, partner=False) as server:
        climber = CLIMBER_ASKING._replace(probe_for=lambda _cards: other)
        ladder = await climb("line", upstream(server.port), climber)

    assert (ladder.reached, ladder.trouble) == (
        Rung.CARDS,
        Trouble.NO_CARD_FOR_CHANNEL,
    )


@pytest.mark.parametrize(
    ("behaviour", "trouble"),
    [
        (CardBehaviour(refuse=1.0), Trouble.ECM_REFUSED),
        (CardBehaviour(stalled=True), Trouble.UNANSWERED),
        (CardBehaviour(broken=1.0), Trouble.WRONG_KEYS),
        (CardBehaviour(zero=1.0), Trouble.WRONG_KEYS),
    ],
)
async def test_a_question(behaviour: CardBehaviour, trouble: Trouble) -> None:
    reader = CardReader(behaviour)
    async with LabCardServer(ACCOUNTS, reader=reader, partner=False) as server:
        ladder = await climb("line", upstream(server.port), CLIMBER_ASKING)

    assert (ladder.reached, ladder.trouble) == (Rung.CHANNEL, trouble)


async def test_where_hearth_is_connected_nobody_logs_in_a_second_time() -> None:
    climber = CLIMBER._replace(is_connected=lambda _addresses, _port: True)

    ladder = await climb("line", upstream(9), climber)

    assert (ladder.reached, ladder.untried) == (Rung.PORT, LOGGED_IN_ALREADY)


async def test_all_lines_are_climbed_side_by_side() -> None:
    lines = [(f"line{n}", upstream(12000, "card.home.lan")) for n in range(20)]
    climber = CLIMBER._replace(look_up=never)
    loop = asyncio.get_running_loop()

    began = loop.time()
    ladders = await climb_all(lines, climber)

    assert [it.line for it in ladders] == [name for name, _ in lines]
    assert loop.time() - began < 10 * CLIMBER.patience.look_up_s

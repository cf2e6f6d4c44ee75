"""A lab receiver against a lab card server, on real sockets and in a hurry."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from hearth.dvb import Caid, Section
from hearth.household import NotHomeError
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import SERVICE_ID
from hearth.lab.identities import lab_card
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.viewer import Viewer, stay_forever
from hearth.net.settings import Upstream
from hearth.secret import Secret
from tests.lab.house import ACCOUNTS, SOON_S, account, receiver

pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def running(*receivers: LabReceiver) -> AsyncIterator[None]:
    async with asyncio.timeout(2 * SOON_S), asyncio.TaskGroup() as group:
        for one in receivers:
            group.create_task(one.run())
        yield
        for one in receivers:
            one.stop()


def answers(one: LabReceiver, least: int) -> Callable[[], bool]:
    return lambda: one.statistics.right >= least


def more_answers(one: LabReceiver) -> Callable[[], bool]:
    return answers(one, one.statistics.right + 1)


@pytest.mark.parametrize("partner", [True, False])
async def test_it_follows_a_service_through_its_periods(partner: bool) -> None:
    async with LabCardServer(ACCOUNTS) as server:
        one = receiver(server, partner=partner)
        async with running(one):
            await one.watch.until(answers(one, 4))
            states = [one.state]

        assert [*states, one.state] == [State.WATCHING, State.OFF]
        assert one.statistics.all_right
        assert one.statistics.reconnects == 0
        assert len(set(server.sections)) == server.counts.questions >= 4


async def test_it_zaps_and_everything_stays_right() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        one = receiver(server, services=(0x1234, 0x1235, 0x1236))
        seen = set()

        def has_zapped() -> bool:
            seen.add(one.service_id)
            return len(seen) == 3

        async with running(one):
            await one.watch.until(has_zapped)

        assert one.statistics.all_right


async def test_it_waits_for_a_card() -> None:
    async with LabCardServer(ACCOUNTS, []) as server:
        one = receiver(server)
        async with running(one):
            await one.watch.until(lambda: one.state is State.NO_CARD)
            server.announce(1, lab_card(ca_system_id=Caid(0x0D96)))
            server.announce(2, lab_card())
            await one.watch.until(answers(one, 1))
            server.withdraw(2)
            await one.watch.until(lambda: one.state is State.NO_CARD)
            asked = one.statistics.questions
            server.announce(3, lab_card())
            await one.watch.until(answers(one, asked + 1))

        assert one.statistics.all_right


async def test_the_closest_card_is_asked() -> None:
    async with LabCardServer(ACCOUNTS, [lab_card(hops=1), lab_card()]) as server:
        one = receiver(server)
        async with running(one):
            await one.watch.until(lambda: len(one._shares) == 2)
            server.withdraw(1)  # the one that is further away: nothing is refused
            await one.watch.until(lambda: len(one._shares) == 1)
            asked = one.statistics.questions
            await one.watch.until(answers(one, asked + 1))

        assert one.statistics.refused == 0


# how the card behaves, what is counted
TROUBLES = [
    (CardBehaviour(refuse=1), "refused"),
    (CardBehaviour(wrong=1), "wrong"),
    (CardBehaviour(stalled=True), "unanswered"),
]


@pytest.mark.parametrize("partner", [True, False])
@pytest.mark.parametrize(("behaviour", "counted"), TROUBLES)
async def test_what_is_not_right_is_counted_for_what_it_is(
    behaviour: CardBehaviour, counted: str, partner: bool
) -> None:
    async with LabCardServer(ACCOUNTS, reader=CardReader(behaviour)) as server:
        one = receiver(server, give_up_s=0.03, partner=partner)
        async with running(one):
            await one.watch.until(lambda: getattr(one.statistics, counted) >= 2)

        assert one.statistics.right == 0
        assert getattr(one.statistics, counted) == one.statistics.questions
        # In plain mode nothing more can be asked when an answer never came.
        stuck = counted == "unanswered" and not partner
        assert (one.statistics.reconnects > 0) is stuck


async def test_it_comes_back_when_the_connection_ends() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        states = list[State]()
        viewer = Viewer(Broadcast(0.05), stay_forever(SERVICE_ID))
        one = LabReceiver(
            account(server),
            viewer,
            reconnect_s=0.01,
            told=lambda told: states.append(told.state),
        )
        async with running(one):
            await one.watch.until(answers(one, 1))
            server.drop()
            await one.watch.until(lambda: one.statistics.reconnects == 1)
            assert one.reason
            await one.watch.until(more_answers(one))
            one.drop()
            one.drop()
            await one.watch.until(lambda: one.statistics.reconnects == 2)
            await one.watch.until(more_answers(one))

        on = [State.LOGGING_IN, State.NO_CARD, State.WATCHING]
        again = [State.PAUSING, State.CONNECTING, *on]
        assert states == [*on, *again, *again, State.OFF]
        assert server.counts.log_ins == 3


async def test_questions_that_are_under_way_at_the_end_of_a_connection_are_lost() -> (
    None
):
    reader = CardReader(CardBehaviour(delay_s=60))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        one = receiver(server, period_s=60)
        async with running(one):
            await one.watch.until(lambda: one.statistics.questions == 1)
            server.drop()
            await one.watch.until(lambda: one.statistics.reconnects == 1)
            assert one.statistics.unanswered == 1
            reader.behaviour = CardBehaviour()
            await one.watch.until(answers(one, 1))

        assert not one.statistics.all_right


async def test_nobody_listens_and_then_somebody_does() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        pass
    one = receiver(server)
    async with running(one):
        await one.watch.until(lambda: one.statistics.reconnects >= 2)
        assert "Connect" in one.reason
        async with LabCardServer(ACCOUNTS, port=server.port):
            await one.watch.until(answers(one, 1))
            one.stop()
            await one.watch.until(lambda: one.state is State.OFF)


async def test_whoever_is_told_to_stop_waits_for_the_last_answer() -> None:
    reader = CardReader(CardBehaviour(delay_s=0.1))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        one = receiver(server, period_s=60)
        async with running(one):
            await one.watch.until(lambda: one.statistics.questions == 1)

        assert one.statistics.all_right


async def test_whoever_is_cancelled_hangs_up() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        one = receiver(server)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await one.run()

        assert one.state is State.OFF
        async with asyncio.timeout(SOON_S):
            await server.watch.until(lambda: server.connected == 0)


async def test_no_receiver_looks_for_a_server_outside_the_home() -> None:
    viewer = Viewer(Broadcast(), stay_forever(SERVICE_ID))
    one = LabReceiver(Upstream("a", "192.0.2.1", 12000, "a", Secret(b"")), viewer)

    with pytest.raises(NotHomeError):
        await one.run()


async def test_what_is_left_lying_is_read_later() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        one = receiver(server)
        async with running(one):
            await one.watch.until(answers(one, 2))
            one.read(on=False)
            asked = server.counts.questions
            right = one.statistics.right
            await server.watch.until(lambda: server.counts.questions >= asked + 2)
            assert one.statistics.right <= right + 1  # one may have been read already
            one.read(on=True)
            await one.watch.until(answers(one, asked + 2))


async def test_card_updates_are_passed_on_while_there_is_a_card() -> None:
    emm = Section(b"\x82\x70\x01a")
    async with LabCardServer(ACCOUNTS) as server:
        one = receiver(server)
        one.send_emm(emm)  # to nobody
        async with running(one):
            await one.watch.until(answers(one, 1))
            one.send_emm(emm)
            await server.watch.until(lambda: server.counts.emms == 1)

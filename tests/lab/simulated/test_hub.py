"""Hearth in simulated time: events in, commands carried out, nothing left."""

from __future__ import annotations

import pytest

from hearth.core import events
from hearth.core.observations import ConnectionRefused, Observation
from hearth.core.settings import Account, Settings
from hearth.dvb import Card, ControlWords, NodeId, Section, ServiceId
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID
from hearth.lab.simulated.agenda import Agenda
from hearth.lab.simulated.hub import Hub
from hearth.secret import Secret

WORD = Secret(b"x")


class Peer:
    """A receiver's connection that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def admit(self) -> None:
        self.told.append("admitted")

    def drop(self, reason: str) -> None:
        self.told.append(reason)

    def announce(self, share: int, card: Card) -> None:
        self.told.append((share, card))

    def withdraw(self, share: int) -> None:
        self.told.append(share)

    def answer(self, number: int, control_words: ControlWords) -> None:
        self.told.append((number, control_words))

    def cannot_answer(self, number: int) -> None:
        self.told.append(("no", number))


def hub(agenda: Agenda) -> Hub:
    settings = Settings(NodeId(b"12345678"), (Account("tv", WORD),))
    made = Hub(agenda, settings, minute_of_day=lambda _: 0, chance=lambda: 0.5)
    made.start()
    return made


def logged_in(it: Hub, peer: Peer) -> int:
    number = it.add(peer)
    it.tell(events.ConnectionOffered(number, "192.168.1.10"))
    it.tell(events.LogInAsked(number, "tv", WORD.__eq__))
    it.tell(events.ReceiverReady(number))
    return number


def question(connection: int, number: int) -> events.EcmAsked:
    return events.EcmAsked(
        connection,
        number,
        CA_SYSTEM_ID,
        PROVIDER_ID,
        1,
        ServiceId(1),
        Section(b"\x80\x70\x01a"),
    )


def test_a_question_without_a_card_is_refused_in_time() -> None:
    agenda = Agenda()
    it, peer = hub(agenda), Peer()
    number = logged_in(it, peer)
    it.ask(question(number, 7))
    agenda.run(10.0)
    it.settle()

    assert peer.told == ["admitted", ("no", 7)]
    assert (it.asked, it.left) == (1, 0)


def test_a_question_that_nobody_answers_is_counted() -> None:
    agenda = Agenda()
    it, peer = hub(agenda), Peer()
    number = it.add(peer)  # which never logs in: core says nothing to it
    it.ask(question(number, 7))
    agenda.run(5.0)
    it.settle()
    assert it.left == 0
    agenda.run(7.0)
    it.settle()
    assert it.left == 1


def test_who_has_gone_waits_for_nothing() -> None:
    agenda = Agenda()
    it, peer = hub(agenda), Peer()
    number = logged_in(it, peer)
    it.ask(question(number, 7))
    it.remove(number, "gone")
    agenda.run(10.0)
    it.settle()

    assert it.left == 0
    assert peer.told == ["admitted"]


def test_observers_are_told_with_the_moment() -> None:
    agenda = Agenda()
    it, peer = hub(agenda), Peer()
    seen: list[tuple[Observation, float]] = []
    it.observers.append(lambda observation, now: seen.append((observation, now)))
    number = it.add(peer)
    it.tell(events.ConnectionOffered(number, "192.168.1.10"))
    agenda.run(20.0)

    ((refused, now),) = seen
    assert isinstance(refused, ConnectionRefused)
    assert now == pytest.approx(10.0, abs=0.01)


def test_an_end_closes_everything_and_a_start_knows_nothing() -> None:
    agenda = Agenda()
    it, peer = hub(agenda), Peer()
    number = logged_in(it, peer)
    it.stop()

    assert not it.is_on
    assert peer.told == ["admitted", "Hearth is ending"]
    it.tell(events.ReceiverReady(number))
    it.start()
    it.start()
    assert it.server is not None
    assert it.server.snapshot(0.0).receivers == ()

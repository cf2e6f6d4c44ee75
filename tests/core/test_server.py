"""The whole of core: held questions, hours, settings, and whatever may happen."""

from __future__ import annotations

import gc
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearth.core import commands, events
from hearth.core.observations import EcmDone, LineDown, LineUp, Outcome
from hearth.core.routing.answers import MAX_REMEMBERED
from hearth.core.routing.questions import Question
from hearth.core.routing.router import HOLD_S
from hearth.core.server import MAX_HELD, Server
from hearth.core.settings import (
    CardFilter,
    CardLimit,
    DeniedService,
    Line,
    Settings,
    TimeWindow,
)
from hearth.dvb import Caid, ProviderId, Section, ServiceId
from tests.core.home import (
    NODE,
    PARTNER,
    PLAIN,
    PROVIDER,
    SERVICE,
    SYSTEM,
    WRONG,
    ZERO,
    Home,
    Receiver,
    UpstreamLine,
    account,
    card,
    ecm,
    proves,
    words,
)
from tests.core.net import Manner, Net

TICKS = 0.011
EVENING = (TimeWindow(19 * 60, 21 * 60), TimeWindow(23 * 60, 30))
NOT_FOR_KIDS = ServiceId(0x15DF)
KIDS = replace(
    account("kids"),
    time_windows=EVENING,
    denied_services=(DeniedService(Caid(0), ProviderId(0), NOT_FOR_KIDS),),
)


# Without a card


def test_a_question_without_a_card_is_held_for_one() -> None:
    home = Home(up=False)
    tv = home.receiver("tv")
    tv.asks(1)
    assert home.server.is_idle, "nothing is asked of a line yet"
    assert home.server.questions_under_way == 1
    home.after(2.0)
    home["card"].comes_up()
    home.said()
    home.after(0.2)
    home["card"].answers(1)

    assert tv.hears() == [(1, 1)]
    assert home.done().total_s == pytest.approx(2.2), "from the question on"
    home.settles()


def test_a_held_question_has_no_more_time_than_any_other() -> None:
    home = Home(up=False)
    tv = home.receiver("tv")
    tv.asks(1)
    home.after(2.5)
    home["card"].comes_up()
    assert home["card"].asked() == [1]

    home.after(2.5 + TICKS)

    assert tv.hears() == [(1, None)]
    home.settles()


def test_who_was_held_and_joins_a_younger_question_keeps_its_own_deadline() -> None:
    home = Home(accounts=("tv", account("kids", up_hops=0)), up=False)
    home["card"].comes_up(card(hops=1))
    tv, kids = home.receiver("tv"), home.receiver("kids")
    kids.asks(1)
    home.after(2.0)
    tv.asks(1)
    home["card"].adds(102, card(hops=0))
    home.after(3.0 + TICKS)

    assert kids.hears() == [(1, None)]
    assert tv.hears() == [(1, None)], "its failure counts for all who wait"
    home.settles()


def test_nobody_has_a_card_for_it_and_that_is_said_after_three_seconds() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.said()
    number = tv.asks(1, provider=7)
    home.after(HOLD_S)
    assert tv.hears() == []
    home.after(TICKS)

    assert tv.hears() == [(1, None)]
    said = home.said()
    assert commands.CannotAnswer(tv.connection, number, share_gone=True) in said
    (done,) = [c.observation for c in said if isinstance(c, commands.Observe)]
    assert isinstance(done, EcmDone)
    assert (done.outcome, done.line) == (Outcome.NO_CARD, "")
    assert done.total_s == pytest.approx(HOLD_S, abs=TICKS)
    home.settles()


def test_held_questions_end_each_in_its_own_time() -> None:
    home = Home()
    tv = home.receiver("tv")
    for section in (1, 2, 3):
        tv.asks(section, provider=7)
        home.after(1.0)
    ended = []
    for _ in range(3):
        home.after(TICKS)
        ended += tv.hears()
        home.after(1.0 - TICKS)

    assert ended == [(1, None), (2, None), (3, None)]


def test_held_questions_are_bounded() -> None:
    home = Home(up=False)
    tv = home.receiver("tv")
    for section in range(MAX_HELD + 2):
        tv.asks(section)

    assert tv.hears() == [(MAX_HELD, None), (MAX_HELD + 1, None)]
    home["card"].comes_up()
    assert home["card"].asked() == list(range(MAX_HELD))


def test_what_is_held_goes_when_its_receiver_does() -> None:
    home = Home(up=False)
    tv = home.receiver("tv")
    tv.asks(1)
    tv.leaves()

    home["card"].comes_up()

    assert home["card"].asked() == []
    home.settles()


def test_a_held_question_is_answered_from_memory_if_that_has_come() -> None:
    home = Home(accounts=("tv", account("kids", up_hops=0)), up=False)
    home["card"].comes_up(card(hops=1))
    tv, kids = home.receiver("tv"), home.receiver("kids")
    kids.asks(1)
    tv.asks(1)
    home["card"].answers(1)
    home.after(1.0)
    home.said()
    home["card"].adds(102, card(hops=0))

    assert kids.hears() == [(1, 1)]
    done = home.done()
    assert done.outcome is Outcome.REMEMBERED
    assert done.total_s == pytest.approx(1.0)


def test_new_settings_are_a_reason_to_look_again_at_what_is_held() -> None:
    home = Home(accounts=(account("kids", up_hops=0), "tv"), up=False)
    home["card"].comes_up(card(hops=1))
    kids, tv = home.receiver("kids"), home.receiver("tv")
    kids.asks(1)
    kids.asks(2, service=NOT_FOR_KIDS)
    wider = replace(
        account("kids"),
        denied_services=(DeniedService(Caid(0), ProviderId(0), NOT_FOR_KIDS),),
    )

    home.configure(replace(home.settings, accounts=(wider, account("tv"))))

    assert home["card"].asked() == [1]
    assert kids.hears() == [(2, None)], "what it may not by now is not asked"
    assert tv in home


# What an account may


def test_out_of_hours_there_is_no_answer_and_no_line_is_asked() -> None:
    home = Home(accounts=(KIDS, "tv"))
    kids = home.receiver("kids")
    heard = {}
    for minute in (0, 29, 30, 1139, 1140, 1259, 1260, 1379, 1380, 1439):
        home.minute = minute
        home.said()
        kids.asks(minute)
        if home["card"].asked():
            home["card"].answers(minute)
        ((_, answer),) = kids.hears()
        heard[minute] = answer is not None
        outcome = home.done().outcome
        assert outcome is (Outcome.ANSWERED if answer else Outcome.OUT_OF_HOURS) or (
            answer == 0
        )

    assert [m for m, answered in heard.items() if answered] == [
        0,
        29,
        1140,
        1259,
        1380,
        1439,
    ]


def test_the_hours_of_one_are_not_the_hours_of_another() -> None:
    home = Home(accounts=(KIDS, "tv"))
    home.minute = 12 * 60
    kids, tv = home.receiver("kids"), home.receiver("tv")
    tv.asks(1)
    home["card"].answers(1)

    kids.asks(1)
    tv.asks(1)

    assert kids.hears() == [(1, None)]
    assert tv.hears() == [(1, 1), (1, 1)]


def test_a_denied_channel_is_refused_at_once_and_not_asked_for() -> None:
    home = Home(accounts=(KIDS, "tv"))
    kids = home.receiver("kids")
    home.said()

    kids.asks(1, service=NOT_FOR_KIDS)

    assert kids.hears() == [(1, None)]
    done = home.done()
    assert (done.outcome, done.total_s) == (Outcome.DENIED, 0.0)
    assert home["card"].asked() == []


def test_a_provider_that_the_limits_withhold_is_refused_at_once() -> None:
    limited = replace(account("kids"), card_limits=(CardLimit(SYSTEM, PROVIDER, 0),))
    home = Home(accounts=(limited,), up=False)
    home["card"].comes_up(card(PROVIDER, 7))
    kids = home.receiver("kids")
    assert kids.cards, "for its other provider"

    kids.asks(1)
    kids.asks(2, provider=7)

    assert kids.hears() == [(1, None)]
    assert home["card"].asked() == [2]


# Lines in the log


def test_lines_up_and_down_are_noted_with_the_step_that_failed() -> None:
    home = Home(up=False)
    home["card"].comes_up()
    home.tell(events.LineReady("card", PARTNER))
    assert home.seen(LineUp) == [LineUp("card.lan")]

    home["card"].goes_down()
    home.tell(events.LineReady("card", PARTNER, connect_s=0.02))
    assert home.seen(LineUp) == [LineUp("card.lan", 0.02)]

    home["card"].goes_down()
    home.tell(events.LineLost("card", "connect", "nobody listens there"))
    assert home.seen(LineDown) == [
        LineDown("card.lan", "connection", "it was cut"),
        LineDown("card.lan", "connect", "nobody listens there"),
    ]


# Settings


def test_settings_that_change_nothing_say_nothing() -> None:
    home = Home(lines=("one", "two"), pass_emm=True)
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    kids.asks(2, provider=7)

    assert home.configure(home.settings) == []


def test_settings_that_touch_somebody_say_nothing_to_the_others() -> None:
    home = Home(lines=("one", "two"))
    tv, kids = home.receiver("tv"), home.receiver("kids")
    tv.asks(1)
    first, *others = home.settings.accounts
    changed = replace(home.settings, accounts=(replace(first, up_hops=0), *others))
    assert home.configure(changed) == []

    said = home.configure(replace(changed, accounts=tuple(others)))

    touched = {c.connection for c in said if isinstance(c, commands.Drop)}
    assert touched == {tv.connection}
    assert [type(c).__name__ for c in said] == ["Drop", "Observe"]
    assert kids in home


def test_the_order_of_the_lines_can_be_changed_without_anybody_noticing() -> None:
    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    one, two = home.settings.lines

    assert home.configure(replace(home.settings, lines=(two, one))) == []
    tv.asks(1)
    assert home["two"].asked() == [1]


def test_a_new_line_is_used_as_soon_as_it_is_there() -> None:
    home = Home(lines=("one",), up=False)
    tv = home.receiver("tv")
    tv.asks(1)
    two = Line("two", "two.lan")
    home.configure(replace(home.settings, lines=(*home.settings.lines, two)))

    home["two"].comes_up()

    assert home["two"].asked() == [1]


def test_a_new_recv_timeout_counts_from_the_next_question_on() -> None:
    home = Home()
    tv = home.receiver("tv")
    home.configure(replace(home.settings, recv_timeout_s=8.0))
    tv.asks(1)
    home.after(7.9)
    assert tv.hears() == []
    home.after(0.1 + TICKS)
    assert tv.hears() == [(1, None)]


# Looking at it


def test_the_snapshot_shows_receivers_and_lines_as_they_are() -> None:
    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    home.connects()
    home.after(1.0)
    tv.asks(1)
    home["two"].goes_down()
    home.after(5.2)
    tv.asks(2)

    shown = home.server.snapshot(home.now)

    (receiver,) = shown.receivers
    assert (receiver.name, receiver.address) == ("tv", tv.address)
    assert (receiver.program, receiver.shares) == ("a box 1.0", (1,))
    assert receiver.since == 1000.0
    one, two = shown.lines
    assert (one.name, one.is_up, one.is_paused) == ("one.lan", True, True)
    assert (one.step, one.reason, one.under_way) == ("", "", 1)
    assert one.cards == (card(),)
    assert one.usual_s == 0.5
    assert (two.is_up, two.step, two.reason) == (False, "connection", "it was cut")
    assert shown.questions == 1


def test_a_line_that_was_never_up_says_so() -> None:
    (line,) = Home(up=False).server.snapshot(1000.0).lines

    assert (line.is_up, line.step, line.reason) == (False, "not connected yet", "")


# Time


def test_nobody_is_woken_where_nothing_waits() -> None:
    home = Home()
    home.receiver("tv")
    home.after(86400)

    assert home.watch.wake is None


def test_waking_too_often_changes_nothing() -> None:
    home = Home()
    tv = home.receiver("tv")
    tv.asks(1)
    home.said()
    for _ in range(5):
        home.tell(events.TimeCame())
        home.passes_unseen(0.01)

    assert home.said() == []
    home["card"].answers(1)
    assert tv.hears() == [(1, 1)]


# What is kept


def test_many_questions_leave_no_more_behind_than_a_few() -> None:
    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    server = home.server
    sizes = []
    for section in range(2000):
        tv.asks(section)
        home.after(0.05)
        if section % 7:
            home["one"].answers(section)
        else:
            home["one"].refuses(section)
            home["two"].answers(section)
        if section % 500 == 499:
            home.said()
            sizes.append(
                (
                    len(server._router.answers),
                    len(server._timers),
                    len(server._timers._ticks) <= 150,
                    len(server._router._by_number),
                    [len(line._queue) for line in server._lines],
                    [len(line.under_way) for line in server._lines],
                )
            )

    assert sizes[0] == sizes[-1]
    assert len(server._router.answers) <= MAX_REMEMBERED


def test_a_question_that_is_over_is_freed_at_once() -> None:
    """Not by the collector: it would stop the ECM path to look for circles."""
    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    gc.collect()
    gc.disable()
    try:
        for section in range(1, 20):
            tv.asks(section)
            home["one"].refuses(section)
            home["two"].answers(section)
        home.after(6.0)
        left = [thing for thing in gc.get_objects() if type(thing) is Question]
    finally:
        gc.enable()

    assert left == []


# A household's evening


FAULTS = ["silent", "cut", "cut for long", "refuses", "wrong", "slower"]


def trouble(net: Net, key: str) -> None:
    """Let something happen to a line, and end after a while."""
    manner = net.manners[key]
    manner.is_silent = manner.refuses = manner.is_wrong = False
    manner.shortest_s, manner.longest_s = 0.15, 0.4
    match net.chance.choice(FAULTS):
        case "silent":
            manner.is_silent = True
        case "cut":
            net.cuts(key)
        case "cut for long":
            net.cuts(key, 30.0)
        case "refuses":
            manner.refuses = True
        case "wrong":
            manner.is_wrong = True
        case _:
            manner.shortest_s, manner.longest_s = 0.5, 0.9
    wait = net.chance.uniform(3, 40)
    net.at(net.home.now + wait, lambda: trouble(net, key))


def household(
    seed: int, *, receivers: int, lines: tuple[str, ...], capacity: int
) -> Net:
    names = tuple(f"box{n}" for n in range(receivers))
    home = Home(accounts=names, lines=lines, capacity=capacity)
    net = Net(home, Random(seed), capacity=capacity)
    for number, name in enumerate(names):
        box = home.receiver(name)
        start = home.now + net.chance.uniform(0, 10)
        channel = 1 + number % 5
        net.at(start, lambda b=box, c=channel: net.watches(b, c))  # type: ignore[misc]
    return net


@pytest.mark.parametrize("capacity", [PARTNER, PLAIN])
@pytest.mark.parametrize("seed", range(4))
def test_with_one_good_line_no_trouble_of_the_other_is_noticed(
    seed: int, capacity: int
) -> None:
    """Every question is answered within 1.5 s, none refused, nobody dropped."""
    boxes = 16 if capacity == PARTNER else 6
    net = household(seed, receivers=boxes, lines=("bad", "good"), capacity=capacity)
    if capacity == PLAIN:
        net.manners["good"] = Manner(0.05, 0.15)
    net.at(net.home.now + 20, lambda: trouble(net, "bad"))

    net.runs(600)

    assert net.refused == 0
    assert len(net.times) >= boxes * 55
    assert max(net.times) < 1.5
    assert all(box in net.home for box in net.home.receivers.values())


@pytest.mark.parametrize("capacity", [PARTNER, PLAIN])
@pytest.mark.parametrize("how", ["silent", "cut"])
def test_the_preferred_line_dies_in_the_middle_of_an_ecm(
    how: str, capacity: int
) -> None:
    net = household(1, receivers=6, lines=("one", "two"), capacity=capacity)
    home = net.home
    net.runs(60)
    while not home["one"].under_way:
        net.runs(0.05)

    if how == "silent":
        net.manners["one"].is_silent = True
    else:
        net.cuts("one", 3600.0)
    net.times.clear()
    net.runs(120)

    assert net.refused == 0
    assert max(net.times) < 1.5
    assert sorted(net.times)[len(net.times) // 2] < 0.5, "most do not notice"


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([PARTNER, PLAIN]))
def test_with_only_bad_lines_everybody_is_still_answered_one_way_or_the_other(
    seed: int, capacity: int
) -> None:
    net = household(seed, receivers=8, lines=("bad", "worse"), capacity=capacity)
    for key in ("bad", "worse"):
        trouble(net, key)

    net.runs(200)

    assert net.times
    net._agenda.clear()
    net.home.settles()


# Whatever may happen

ADDRESSES = ["192.168.1.10", "192.168.1.11", "fd00::1"]
LINES = (Line("one", "one.lan"), Line("two", "two.lan", retries=1))
FILTERED = replace(LINES[0], filters=(CardFilter(SYSTEM, PROVIDER, 1),))
ACCOUNTS = (account("tv"), KIDS, account("pc", host="pc.lan"), account("far", "x"))
CARDS = [card(), card(7), card(PROVIDER, hops=1), card(8, hops=2), card(9, bad=(7,))]

SETTINGS = [
    Settings(NODE, ACCOUNTS, LINES),
    Settings(NODE, ACCOUNTS, LINES[::-1], 1.0, pass_emm=True),
    Settings(NODE, ACCOUNTS[1:], (FILTERED, LINES[1]), 4.0),
    Settings(NODE, ACCOUNTS[:2], LINES, 0.3),
    Settings(NODE, (account("tv", "new"), *ACCOUNTS[1:]), LINES[:1], 10.0),
    Settings(NODE, ACCOUNTS[:2]),
]


class AnyHome:
    """A home with two receivers and two lines, to which anything may happen."""

    def __init__(self) -> None:
        self.home = Home(accounts=ACCOUNTS, lines=LINES, pass_emm=True)
        for user in ("tv", "kids"):
            self.home.receiver(user)

    def happens(self, what: str, pick: int, more: int) -> None:
        getattr(self, what)(pick, more)
        for line in self.home.server._lines:
            if line.is_up:
                watched = self.home.watch.lines[line.key]
                assert set(line.under_way) == set(watched.under_way)

    def box(self, pick: int) -> Receiver:
        """One of those who are in; if nobody is, the TV comes (back)."""
        boxes = [b for b in self.home.receivers.values() if b in self.home and b.cards]
        if boxes:
            return boxes[pick % len(boxes)]
        box = self.home.connects(ADDRESSES[0])
        box.says("tv", ("secret", "new")[pick % 2])
        box.is_ready()
        return box

    def line(self, pick: int) -> UpstreamLine:
        """One of the lines; mostly one that has something to answer."""
        busy = [line for line in self.home.lines.values() if line.under_way]
        lines = busy or list(self.home.lines.values())
        return lines[pick % len(lines)]

    def asks(self, pick: int, more: int) -> None:
        service = (SERVICE, 7, NOT_FOR_KIDS)[more % 3]
        provider = (PROVIDER, PROVIDER, PROVIDER, 7, 0)[more % 5]
        self.box(pick).asks(more, service=service, provider=provider)

    def answers(self, pick: int, more: int) -> None:
        line = self.line(pick)
        for attempt, section in list(line.under_way.items())[:1]:
            wrong = (words((section + 3) % 16), ZERO, WRONG, None)
            line.ends(attempt, ((words(section),) * 4 + wrong)[more % 8])

    def answers_the_latest(self, pick: int, more: int) -> None:
        del more
        line = self.line(pick)
        for attempt, section in list(line.under_way.items())[-1:]:
            line.ends(attempt, words(section))

    def time_passes(self, pick: int, more: int) -> None:
        del more
        self.home.after((0.0, 0.004, 0.1, 0.1, 0.5, 0.6, 1.0, 5.0)[pick % 8])

    def sleeps(self, pick: int, more: int) -> None:
        del more
        self.home.passes_unseen((0.02, 1.0, 4.0, 3600.0)[pick % 4])

    def logs_in(self, pick: int, more: int) -> None:
        box = self.home.connects(ADDRESSES[more % 3])
        user = ("tv", "tv", "kids", "kids", "pc", "pc", "far", "nobody")[pick % 8]
        box.says(user, "wrong" if more > 12 else "secret")
        if more % 4:
            box.is_ready()

    def is_resolved(self, pick: int, more: int) -> None:
        del pick
        if self.home.looked_up:
            box = self.home.looked_up.pop().connection
            self.home.tell(events.HostResolved(box, (ADDRESSES[more % 3],)))
            self.home.tell(events.ReceiverReady(box))

    def leaves(self, pick: int, more: int) -> None:
        del more
        self.box(pick).leaves()

    def sends_an_emm(self, pick: int, more: int) -> None:
        self.box(pick).sends_emm(Section(bytes([0x82, 0x70, 0x01, more])))

    def goes_down(self, pick: int, more: int) -> None:
        del more
        self.line(pick).goes_down()

    def comes_up(self, pick: int, more: int) -> None:
        line = list(self.home.lines.values())[pick % 2]
        line.comes_up(*CARDS[: 1 + more % 3], capacity=(PLAIN, PARTNER, 2)[more % 3])

    def takes_more(self, pick: int, more: int) -> None:
        line = self.line(pick)
        if not line.is_reset:
            self.home.tell(events.LineReady(line.key, 1 + more % 4))

    def adds(self, pick: int, more: int) -> None:
        line = list(self.home.lines.values())[pick % 2]
        line.adds(101 + more % 4, CARDS[pick % 5])

    def removes(self, pick: int, more: int) -> None:
        list(self.home.lines.values())[pick % 2].removes(101 + more % 4)

    def is_configured(self, pick: int, more: int) -> None:
        del more
        self.home.configure(SETTINGS[pick % len(SETTINGS)])

    def hour_changes(self, pick: int, more: int) -> None:
        del more
        self.home.minute = (0, 20 * 60, 12 * 60)[pick % 3]

    def is_strange(self, pick: int, more: int) -> None:
        for event in strange(pick * more):
            self.home.tell(event)


OFTEN = ["asks", "answers", "time_passes"]
SELDOM = [
    "sleeps",
    "leaves",
    "goes_down",
    "is_configured",
    "hour_changes",
    "is_strange",
]
HAPPENS = st.sampled_from(
    OFTEN * 6
    + ["answers_the_latest", "logs_in", "is_resolved", "comes_up"] * 2
    + ["sends_an_emm", "takes_more", "adds", "removes"]
    + SELDOM
)
SIXTEEN = st.integers(0, 15)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(HAPPENS, SIXTEEN, SIXTEEN), min_size=30, max_size=90))
def test_whatever_happens_nothing_goes_wrong(
    happening: list[tuple[str, int, int]],
) -> None:
    """What "wrong" is stands in `Watch`; it looks at every single event."""
    any_home = AnyHome()
    for what, pick, more in happening:
        any_home.happens(what, pick, more)
    any_home.home.settles()


def strange(number: int) -> list[events.Event]:
    """Events of whom nobody knows."""
    return [
        events.TimeCame(),
        events.LineReady("unknown", 5),
        events.CardAdded("unknown", 1, card()),
        events.CardRemoved("unknown", 1),
        events.LineAnswered("unknown", number, words(number)),
        events.LineAnswered("one", 100_000 + number, words(number)),
        events.LineRefused("two", 100_000 + number, share_gone=True),
        events.LineRefused("unknown", number),
        events.LineLost("unknown", "connect", "no"),
        events.ReceiverReady(100_000),
        events.ConnectionLost(100_000, "no"),
        events.HostResolved(100_000, ("192.168.1.2",)),
        events.LogInAsked(100_000, "tv", proves()),
    ]


# Any order at all

NUMBERS = st.integers(0, 3)
SECTIONS = st.integers(0, 9)
KEYS = st.sampled_from(["one", "two", "three"])
ANY_EVENT: st.SearchStrategy[events.Event] = st.one_of(
    st.builds(events.ConnectionOffered, NUMBERS, st.sampled_from(ADDRESSES)),
    st.builds(
        events.LogInAsked,
        NUMBERS,
        st.sampled_from(["tv", "pc", "nobody"]),
        st.sampled_from([lambda _: True, lambda _: False]),
    ),
    st.builds(events.HostResolved, NUMBERS, st.just(("192.168.1.2",))),
    st.builds(events.ReceiverReady, NUMBERS),
    st.builds(
        events.EcmAsked,
        NUMBERS,
        NUMBERS,
        st.just(SYSTEM),
        st.sampled_from([PROVIDER, ProviderId(0)]),
        NUMBERS,
        st.just(SERVICE),
        SECTIONS.map(ecm),
    ),
    st.builds(
        events.EmmSent, NUMBERS, st.just(SYSTEM), st.just(PROVIDER), NUMBERS,
        SECTIONS.map(ecm),
    ),
    st.builds(events.ConnectionLost, NUMBERS, st.just("it went away")),
    st.builds(events.LineReady, KEYS, st.integers(-1, 3)),
    st.builds(events.CardAdded, KEYS, NUMBERS, st.sampled_from(CARDS)),
    st.builds(events.CardRemoved, KEYS, NUMBERS),
    st.builds(
        events.LineAnswered, KEYS, st.integers(0, 20),
        st.sampled_from([ZERO, WRONG, words(1), words(2)]),
    ),
    st.builds(events.LineRefused, KEYS, st.integers(0, 20), st.booleans()),
    st.builds(events.LineLost, KEYS, st.just("connect"), st.just("no")),
    st.just(events.TimeCame()),
    st.builds(events.SettingsChanged, st.sampled_from(SETTINGS)),
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(ANY_EVENT, st.sampled_from([0.0, 0.1, 1.0, 6.0]))))
def test_no_order_of_events_is_too_strange(
    happening: list[tuple[events.Event, float]],
) -> None:
    server = Server(SETTINGS[0], minute_of_day=lambda _: 1200, chance=lambda: 0.5)
    now = 0.0
    for event, seconds in happening:
        now += seconds
        server.handle(event, now)
        server.snapshot(now)
        assert server.questions_under_way >= 0
    for _ in range(20):
        now += 10.0
        server.handle(events.TimeCame(), now)
    assert server.questions_under_way == 0

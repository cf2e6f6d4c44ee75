from hearth.doctor.answers.arrivals import arrivals_of, worse_than_others
from hearth.doctor.answers.digest import Digest
from hearth.dvb import ServiceId
from hearth.net.sockets import RoundTrip
from tests.doctor.made import done, evening, record


def test_a_receiver_in_rhythm_is_not_held_up() -> None:
    arrivals = arrivals_of(Digest(record(evening())))["livingroom"]

    assert arrivals.late.count > 60
    assert arrivals.late.worst_s < 0.01
    assert not arrivals.is_held_up
    assert not arrivals.is_slow_way


def test_questions_after_the_rhythm_are_held_up() -> None:
    events = [(at + 2.0 * (n % 8 == 3), it) for n, (at, it) in enumerate(evening())]

    arrivals = arrivals_of(Digest(record(events)))["livingroom"]

    assert arrivals.is_held_up
    assert 1.9 < arrivals.late.worst_s < 2.1


def test_a_rhythm_across_the_end_of_a_period() -> None:
    events = [(at + 0.05 * (n % 2), it) for n, (at, it) in enumerate(evening())]

    assert not arrivals_of(Digest(record(events)))["livingroom"].is_held_up


def test_zaps_and_pauses_are_nothing() -> None:
    events = [*evening(seconds=200), *evening(begin=606.7, seconds=200)]

    assert not arrivals_of(Digest(record(events)))["livingroom"].is_held_up


def test_slow_and_uneven_round_trips() -> None:
    for trip in (RoundTrip(0.3, 0.01, 0.1), RoundTrip(0.01, 0.1, 0.01)):
        digest = Digest(record(evening(), trips={"livingroom": (trip,)}))
        assert arrivals_of(digest)["livingroom"].is_slow_way


def test_one_is_worse_than_others_only_if_they_are_well() -> None:
    late = [(at + 2.0 * (n % 8 == 3), it) for n, (at, it) in enumerate(evening("a"))]
    everybody = arrivals_of(Digest(record(late, evening("b", begin=5))))

    assert worse_than_others(everybody["a"], everybody.values())
    assert worse_than_others(everybody["a"], [everybody["a"]])
    assert not worse_than_others(everybody["b"], [everybody["a"], everybody["b"]])


def test_trouble_for_a_while_counts_as_trouble() -> None:
    def late(number: int) -> float:
        return 2.0 * (100 < number < 220 and number % 20 == 3)

    events = [(at + late(n), it) for n, (at, it) in enumerate(evening(seconds=6000))]
    arrivals = arrivals_of(Digest(record(events, end=6000.0)))["livingroom"]

    assert arrivals.is_held_up


def test_who_zaps_away_and_comes_back_is_not_held_up() -> None:
    other = ServiceId(0x1111)
    events = evening(seconds=3000)
    for number in range(6, 290, 6):
        at = events[number][0]
        events[number] = (at + 4.0, done(service_id=other))
        events[number + 1] = (events[number + 1][0] + 3.0, events[number + 1][1])

    arrivals = arrivals_of(Digest(record(events, end=3000.0)))["livingroom"]

    assert not arrivals.is_held_up


def test_who_records_two_channels_has_a_rhythm_in_both() -> None:
    other = evening(begin=6, service_id=ServiceId(0x1111))
    late = [(at + 2.0 * (n % 8 == 3), it) for n, (at, it) in enumerate(other)]

    assert arrivals_of(Digest(record(evening(), late)))["livingroom"].is_held_up

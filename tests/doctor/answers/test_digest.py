import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import LineDown, LineUp, Outcome
from hearth.doctor.answers.digest import Digest, merged, outside, times_of, within
from tests.doctor.made import LINE, PERIOD_S, Event, done, evening, record


def test_percentiles_are_values_that_there_are() -> None:
    times = times_of(float(n) for n in range(1, 101))

    assert (times.p50_s, times.p95_s, times.p99_s, times.worst_s) == (50, 95, 99, 100)
    assert times.spread_s == 45
    assert times_of([]).worst_s == 0.0


@given(st.lists(st.floats(0, 100), min_size=1))
def test_percentiles_are_in_order(values: list[float]) -> None:
    times = times_of(values)

    assert min(values) <= times.p50_s <= times.p95_s <= times.p99_s <= max(values)


def test_spans_that_overlap_are_joined() -> None:
    assert merged([(5, 7), (1, 3), (2, 4)]) == [(1, 4), (5, 7)]


def test_questions_within_and_outside_of_spans() -> None:
    digest = Digest(record(evening(seconds=60)))
    spans = [(12.0, 14.0), (31.0, 50.0)]

    out = [round(q.at) for q in outside(digest.questions, spans)]
    inside = [round(q.at) for q in within(digest.questions, spans)]

    assert (out, inside) == ([3, 23, 53], [13, 33, 43])


def test_the_period_is_learnt_or_known() -> None:
    learnt = Digest(record(evening()))
    service = learnt.questions[0].service

    assert learnt.period(service) == pytest.approx(PERIOD_S)
    assert learnt.usual_period_s == pytest.approx(PERIOD_S)
    known = Digest(record(evening(), periods={service: 7.0}, leads={service: 2.0}))
    assert (known.period(service), known.lead(service)) == (7.0, 2.0)
    assert Digest(record()).usual_period_s == 10.0


def test_an_outage_of_the_only_line_is_disturbing_all_the_time() -> None:
    down: list[Event] = [(300.0, LineDown(LINE, "connect", "x")), (500.0, LineUp(LINE))]

    digest = Digest(record(evening(), down))

    assert all(not 300 < q.at < 500 for q in digest.calm)
    assert any(300 < q.at < 500 for q in digest.disturbed)


def test_an_outage_of_one_of_two_lines_is_not() -> None:
    down = [(300.0, LineDown("other", "connect", "x"))]

    digest = Digest(record(evening(), down))

    assert any(400 < q.at < 500 for q in digest.calm)


def test_what_is_bad_and_how_much_of_it_something_is() -> None:
    late = (1100.0, done("kitchen", line_s=3.0))
    none = (1110.0, done("kitchen", outcome=Outcome.NO_CARD))
    digest = Digest(record(evening(seconds=600), late, none))

    assert len(digest.bad) == 2
    assert digest.share_of_bad(digest.failed) == 0.5
    assert Digest(record(evening())).share_of_bad([]) == 0.0

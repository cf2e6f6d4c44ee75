from hearth.core.observations import AttemptFailed, Outcome
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.failures import failures_of, saved_of
from hearth.dvb import ServiceId
from tests.doctor.made import CAID, LINE, done, evening, record


def test_rows_are_counted_for_each_viewing() -> None:
    no = evening(begin=8, outcome=Outcome.TIMED_OUT, service_id=ServiceId(1))

    (found,) = failures_of(Digest(record(evening(), no)), Outcome.TIMED_OUT)

    assert (found.in_row, found.asked, found.share) == (120, 240, 0.5)
    assert found.is_of_channels
    assert found.receivers == ("livingroom",)


def test_two_in_an_evening_are_nothing() -> None:
    no = evening(begin=8, seconds=20, outcome=Outcome.TIMED_OUT)

    assert list(failures_of(Digest(record(evening(), no)), Outcome.TIMED_OUT)) == []


def test_a_line_that_failed_while_another_answered() -> None:
    missed = [
        (300.0 + 9 * n, AttemptFailed(LINE, CAID, ServiceId(1), 5.0, "no answer after"))
        for n in range(6)
    ]
    mine = evening(seconds=280)
    spare = evening(begin=303, seconds=300, line="spare", line_s=lambda _: 2.0)
    digest = Digest(record(mine, missed, spare))

    (saved,) = saved_of(digest, Outcome.TIMED_OUT)

    assert (saved.line, saved.count, saved.first) == (LINE, 6, 300.0)
    assert saved.share > 0
    assert list(saved_of(digest, Outcome.REFUSED)) == []


def test_attempts_between_good_answers_are_no_row() -> None:
    missed = [
        (100.0 * n, AttemptFailed(LINE, CAID, ServiceId(1), 5.0, "no answer after"))
        for n in range(1, 9)
    ]

    assert list(saved_of(Digest(record(evening(), missed)), Outcome.TIMED_OUT)) == []


def test_a_few_at_once_in_a_long_evening_are_told() -> None:
    no = [(100.0 * n + 8, done(outcome=Outcome.REFUSED)) for n in range(1, 5)]
    many = [evening(f"room{n}", begin=2.0 + n / 10) for n in range(5)]
    found = list(failures_of(Digest(record(*many, no)), Outcome.REFUSED))

    assert [it.share < 0.01 for it in found] == [True]

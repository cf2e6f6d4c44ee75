from hearth.core.observations import Outcome
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.failures import failures_of
from hearth.dvb import ServiceId
from tests.doctor.made import evening, record


def test_rows_are_counted_for_each_viewing() -> None:
    no = evening(begin=8, outcome=Outcome.TIMED_OUT, service_id=ServiceId(1))

    (found,) = failures_of(Digest(record(evening(), no)), Outcome.TIMED_OUT)

    assert (found.in_row, found.asked, found.share) == (120, 240, 0.5)
    assert found.is_of_channels
    assert found.receivers == ("livingroom",)


def test_two_in_an_evening_are_nothing() -> None:
    no = evening(begin=8, seconds=20, outcome=Outcome.TIMED_OUT)

    assert list(failures_of(Digest(record(evening(), no)), Outcome.TIMED_OUT)) == []

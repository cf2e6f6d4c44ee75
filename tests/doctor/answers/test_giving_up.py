from hearth.core.observations import LineDown, LineUp, Outcome
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.giving_up import gave_up
from tests.doctor.made import LINE, evening, record


def refused(count: int, begin: float = 103.0) -> list[tuple[float, object]]:
    return [*evening(begin=begin, seconds=10.0 * count, outcome=Outcome.REFUSED)]


def test_failures_in_a_row_and_then_nothing() -> None:
    (found,) = gave_up(Digest(record(evening(seconds=90), refused(3))))  # type: ignore[arg-type]

    assert (found.receiver, found.refusals) == ("livingroom", 3)
    assert found.quiet_s > 1000


def test_who_goes_on_has_not_given_up() -> None:
    goes_on = record(evening(seconds=90), refused(3), evening(begin=143))  # type: ignore[arg-type]

    assert gave_up(Digest(goes_on)) == ()


def test_one_failure_is_not_enough() -> None:
    assert gave_up(Digest(record(evening(seconds=90), refused(1)))) == ()  # type: ignore[arg-type]


def test_without_a_card_nobody_can_ask() -> None:
    down = [(100.0, LineDown(LINE, "connect", "x")), (1190.0, LineUp(LINE))]

    assert gave_up(Digest(record(evening(seconds=90), refused(3), down))) == ()  # type: ignore[arg-type]

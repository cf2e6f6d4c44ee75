"""A question knows who was asked, and whether somebody still has to answer."""

from hearth.core.routing.lines import Ending
from tests.core.home import PROVIDER, SERVICE, SYSTEM
from tests.core.routing.parts import attempt, line, question


def test_it_belongs_to_a_service() -> None:
    assert question().service == (SYSTEM, PROVIDER, SERVICE)


def test_it_is_under_way_while_one_line_has_not_ended() -> None:
    asked = question()
    seen = [asked.is_under_way]

    first = attempt(asked, line("one"))
    second = attempt(asked, line("two"), number=2)
    seen.append(asked.is_under_way)
    first.end(Ending.REFUSED, 101.0)
    seen.append(asked.is_under_way)
    second.end(Ending.LOST, 102.0)
    seen.append(asked.is_under_way)

    assert seen == [False, True, True, False]


def test_attempts_are_found_by_their_line() -> None:
    asked = question()
    one, two = line("one"), line("two")
    first, second = attempt(asked, one), attempt(asked, two)
    third = attempt(asked, one)

    assert asked.attempts_on(one) == [first, third]
    assert asked.attempts_on(two) == [second]
    assert asked.attempts_on(line("one")) == []

"""Troubles are noted, and bounded."""

from hearth.config.language.problems import MAX_KEPT, Problems, Trouble
from hearth.diagnostics import Span

HERE = Span(1, 1, 1, 2)


def test_only_the_first_of_a_trouble_are_kept_and_all_are_counted() -> None:
    problems = Problems()
    for _ in range(MAX_KEPT + 5):
        problems.add(Trouble.BAD_BRACES, HERE)

    assert len(problems.of(Trouble.BAD_BRACES)) == MAX_KEPT
    assert problems.left_out(Trouble.BAD_BRACES) == 5
    assert problems.unusable == MAX_KEPT + 5


def test_a_trouble_that_costs_nothing_is_not_counted_as_one_that_does() -> None:
    problems = Problems()
    problems.add(Trouble.EXTRA_FIELDS, HERE, what="x")

    assert problems.unusable == 0
    assert problems.of(Trouble.EXTRA_FIELDS)[0].what == "x"
    assert problems.of(Trouble.BAD_BRACES) == ()
    assert problems.left_out(Trouble.BAD_BRACES) == 0


def test_each_trouble_has_its_own_code() -> None:
    assert len({trouble.code for trouble in Trouble}) == len(Trouble)

from dataclasses import replace

from hearth.core.observations import LineDown, LineUp
from hearth.doctor.case import Case
from hearth.doctor.facts import Facts, Ladder, Trouble
from hearth.doctor.stories import stories
from hearth.doctor.verdict import Standing
from tests.doctor.made import LINE, evening, record


def test_now_and_before_are_one_story() -> None:
    downs = [
        (at, LineDown(LINE, "connect", "refused"))
        for at in (100.0, 300.0, 500.0, 700.0)
    ]
    ups = [(at + 50, LineUp(LINE)) for at, _ in downs]
    now = Ladder(line=LINE, host=LINE, port=12000, trouble=Trouble.REFUSED)
    facts = Facts(ladders=(now,), record=record(evening(), downs, ups))

    (story,) = stories(Case(facts), Trouble.REFUSED)

    said = list(story.evidence())
    assert said[0].startswith("now: nothing listens")
    assert said[-1] == "and 1 more times, 50 s"
    assert story.place == f"{LINE}:12000"
    assert not story.is_over
    assert list(stories(Case(facts), Trouble.DROPPED)) == []


def test_a_spare_line_may_come_and_go() -> None:
    away = [
        (300.0, LineDown("spare", "connection", "the other end closed the connection")),
        (302.0, LineDown("spare", "connect", "connections are refused there")),
    ]
    back = [(900.0, LineUp("spare"))]
    lines = (LINE, "spare")
    over = Facts(lines=lines, record=record(evening(), away, back))
    still = Facts(
        lines=lines,
        record=record(evening(), away),
        ladders=(Ladder(line="spare", trouble=Trouble.REFUSED),),
    )
    first = replace(over, lines=("spare", LINE))

    assert list(stories(Case(over), Trouble.REFUSED)) == []
    (story,) = stories(Case(still), Trouble.REFUSED)
    assert (story.is_spare, story.standing) == (True, Standing.WARNING)
    (story,) = stories(Case(first), Trouble.REFUSED)
    assert (story.is_spare, story.standing) == (False, Standing.WARNING)

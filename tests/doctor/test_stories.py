from hearth.core.observations import LineDown, LineUp
from hearth.doctor.case import Case
from hearth.doctor.facts import Facts, Ladder, Trouble
from hearth.doctor.stories import stories
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

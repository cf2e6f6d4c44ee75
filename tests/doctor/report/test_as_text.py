from hearth.doctor.examine import Diagnosis, examine
from hearth.doctor.facts import Facts, Ladder, Trouble
from hearth.doctor.machine_facts import Debug
from hearth.doctor.report.as_text import as_text
from tests.doctor.made import LINE, ladders, machine


def said(facts: Facts, *, color: bool = False, width: int = 88) -> str:
    return as_text(examine(facts), color=color, width=width)


def test_the_most_likely_cause_comes_first() -> None:
    off = ladders(
        Ladder(line=LINE, host=LINE, port=1, trouble=Trouble.REFUSED),
        Ladder(line="b", host="b", port=1, trouble=Trouble.LOG_IN_REFUSED),
    )

    lines = said(off).splitlines()

    assert lines[0] == "Most likely the cause"
    assert "[D104]" in lines[1]
    assert "Besides" in lines
    assert "Not known" in lines


def test_warnings_alone_and_nothing_at_all() -> None:
    warned = machine(debugs=(Debug(program="oscam", how="-d"),))

    assert said(warned).startswith("Worth mending")
    nothing = as_text(Diagnosis((), (), ()), color=False, width=80)
    assert nothing == "Nothing was found that would freeze a picture.\n\n"


def test_lines_keep_to_the_width_and_colours_are_asked_for() -> None:
    off = ladders(Ladder(line=LINE, host=LINE, port=1, trouble=Trouble.REFUSED))

    assert all(len(line) <= 60 for line in said(off, width=60).splitlines())
    assert "\x1b[31;1m" in said(off, color=True)
    assert "\x1b" not in said(off)

"""What is done when."""

from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.simulated.agenda import Agenda


def test_everything_has_its_moment_and_what_it_brings_about_too() -> None:
    agenda = Agenda()
    done: list[tuple[str, float]] = []

    def do(what: str) -> None:
        done.append((what, agenda.now))
        if what == "b":
            agenda.after(0.5, do, "c")

    agenda.at(2.0, do, "b")
    agenda.at(1.0, do, "a")
    agenda.at(9.0, do, "never")
    agenda.run(5.0)

    assert done == [("a", 1.0), ("b", 2.0), ("c", 2.5)]
    assert agenda.now == 5.0
    assert len(agenda) == 1


@given(st.lists(st.floats(0, 100)))
def test_time_never_goes_back_and_what_is_at_once_keeps_its_order(
    moments: list[float],
) -> None:
    agenda = Agenda()
    done: list[tuple[float, int]] = []
    for number, moment in enumerate(moments):
        agenda.at(moment, lambda n=number: done.append((agenda.now, n)))
    agenda.run(101.0)

    assert done == sorted(done)
    assert len(done) == len(moments)

"""What begins and ends when."""

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.scenario.timeline import turns
from tests.lab.scenario.homes import happens, home


def test_what_comes_again_and_what_stays() -> None:
    scenario = home(
        happens("slow card", "card", at="'10 s'", for_="'5 s'", every="'20 s'"),
        happens("refusals", "card", at="'12 s'"),
    )

    found = [(t.at_s, t.begins, t.number) for t in turns(scenario, 40.0)]

    assert found == [
        (10.0, True, 0),
        (12.0, True, 1),
        (15.0, False, 0),
        (30.0, True, 0),
        (35.0, False, 0),
    ]


def test_a_year_is_made_as_it_is_taken() -> None:
    again = happens("slow card", "card", for_="'1 s'", every="'2 s'")

    assert len(list(islice(turns(home(again), 3e7), 10))) == 10


@given(st.integers(1, 50), st.integers(1, 49), st.integers(1, 300))
def test_what_begins_ends_and_nothing_is_out_of_order(
    every: int, for_: int, seconds: int
) -> None:
    for_ = min(for_, every)
    scenario = home(
        happens(
            "slow card",
            "card",
            for_=f"'{for_} s'",
            every=f"'{every + 1} s'",
            at="'3 s'",
        )
    )

    found = list(turns(scenario, float(seconds)))

    assert [turn.at_s for turn in found] == sorted(turn.at_s for turn in found)
    kinds = [turn.begins for turn in found]
    assert kinds == [n % 2 == 0 for n in range(len(kinds))]

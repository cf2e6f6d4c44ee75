from hypothesis import given
from hypothesis import strategies as st

from hearth.core.observations import Outcome
from hearth.observe.history import codes
from hearth.observe.history.views import NoteKind
from hearth.observe.live.views import GOOD


def test_every_outcome_and_every_kind_of_note_has_its_number() -> None:
    assert set(codes.OUTCOMES) == set(Outcome)
    assert set(codes.NOTE_KINDS) == set(NoteKind)


def test_good_outcomes_are_the_first() -> None:
    assert set(codes.OUTCOMES[: codes.GOOD_BELOW]) == set(GOOD)


@given(st.integers(0, 2**48))
def test_a_moment_comes_back(number: int) -> None:
    assert codes.number_at(codes.at_number(number)) == number

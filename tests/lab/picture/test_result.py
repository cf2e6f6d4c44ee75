"""Why a picture was not whole."""

import pytest

from hearth.lab.card_system import control_words_of, make_ecm
from hearth.lab.picture.box import HeardEcm
from hearth.lab.picture.comparing import Seen, Stretch
from hearth.lab.picture.descrambler import UNKNOWN, Moment, Period
from hearth.lab.picture.result import (
    Fault,
    Loss,
    PictureResult,
    find_faults,
    find_losses,
)
from hearth.lab.statistics import Verdict

FROZEN = Seen.FROZEN


def heard(number: int, moment: Moment, heard_s: float) -> HeardEcm:
    return HeardEcm(
        number,
        make_ecm(number),
        moment,
        heard_s,
        control_words_of(number),
        Verdict.RIGHT,
        2.5,
    )


def test_the_ecm_that_should_have_brought_the_key_is_found() -> None:
    """Period 1 of the stream is the first that was seen, with number 0."""
    ecms = [
        heard(0, Moment(0, UNKNOWN, 0), 8.0),
        heard(1, Moment(1, 0, 1), 18.0),
    ]
    periods = [
        Period(0, 1, 10.0, key_s=9.0),
        Period(1, 0, 20.0, key_s=20.5, lost=100, lost_until_s=20.5),
    ]

    (loss,) = find_losses(periods, ecms, 10.0)

    assert loss == Loss(10.0, 0.5, Verdict.RIGHT, 2.5, 2.0)
    assert loss.predicted_s == pytest.approx(0.5)
    assert find_losses([], ecms, 10.0) == []


def test_where_nobody_was_asked_nothing_is_predicted() -> None:
    (loss,) = find_losses([Period(0, 1, 10.0, lost=1, lost_until_s=20.0)], [], 10.0)

    assert loss == Loss(0.0, 10.0, None, 0.0, 0.0)
    assert loss.predicted_s is None


# a loss from 10.0 s to 10.5 s; a stretch from, its pictures, whether it is from it
NEAR = [(250, 20, True), (249, 5, True), (268, 3, True), (240, 5, False)]


@pytest.mark.parametrize(("first", "pictures", "is_from_it"), NEAR)
def test_a_stretch_has_the_losses_near_it(
    first: int, pictures: int, is_from_it: bool
) -> None:
    loss = Loss(10.0, 0.5, Verdict.RIGHT, 2.5, 2.0)
    stretch = Stretch(first, (FROZEN,) * pictures)

    (fault,) = find_faults([stretch], [loss], [])

    assert fault.causes == ((loss,) if is_from_it else ())


def test_a_wrong_answer_is_a_cause_where_no_key_was_missing() -> None:
    ecm = heard(1, Moment(1, 0, 1), 0.0)
    ecm.verdict = Verdict.WRONG

    (fault,) = find_faults([Stretch(0, (Seen.CORRUPT,))], [], [ecm])

    assert fault.verdicts == (Verdict.WRONG,)


def test_the_sums_of_a_result() -> None:
    faults = (Fault(Stretch(0, (Seen.BLACK, FROZEN, FROZEN)), ()),)
    result = PictureResult(
        pictures=10,
        identical=7,
        faults=faults,
        questions=5,
        answers_s=(0.3, 0.1, 0.2),
        bad=(Verdict.REFUSED,),
        under_way=1,
    )

    assert not result.is_whole
    assert result.right == 3
    assert result.seconds_of(FROZEN) == pytest.approx(0.08)
    assert (result.usual_s, result.longest_s) == (0.2, 0.3)


def test_nothing_seen_is_not_everything_seen() -> None:
    nothing = PictureResult(pictures=0, identical=0)

    assert not nothing.is_whole
    assert (nothing.usual_s, nothing.longest_s) == (None, None)

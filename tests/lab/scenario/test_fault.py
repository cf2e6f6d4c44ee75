"""What a fault says of itself."""

from hearth.lab.faults.loss import Loss
from hearth.lab.scenario.fault import says


def test_the_first_line_is_what_a_person_notices() -> None:
    assert says(Loss).startswith("Now and then one receiver freezes")

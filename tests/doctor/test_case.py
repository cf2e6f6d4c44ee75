from hearth.doctor.case import Case
from hearth.doctor.facts import Facts
from tests.doctor.made import evening, facts


def test_what_follows_is_counted_once() -> None:
    case = Case(facts(evening(line_s=lambda _: 1.0)))

    assert case.digest is case.digest
    assert len(case.lateness) == 1


def test_without_a_record_nothing_follows() -> None:
    assert Case(Facts()).digest is None
    assert Case(Facts()).lateness == ()

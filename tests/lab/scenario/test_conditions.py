"""What is so at a moment, while faults come and go."""

from hearth.lab.card_reader import CardBehaviour
from hearth.lab.scenario.behaviours import LinkBehaviour, MachineFacts, Way
from hearth.lab.scenario.conditions import Conditions
from hearth.lab.scenario.timeline import turns
from tests.lab.scenario.homes import happens, home


def test_two_faults_of_one_part_do_not_end_each_other() -> None:
    scenario = home(
        happens("slow card", "card", at="'1 s'", for_="'4 s'", more="'1 s'"),
        happens("slow card", "card", at="'2 s'", for_="'1 s'", more="'2 s'"),
    )
    conditions = Conditions(scenario)
    usual = conditions.of(CardBehaviour, "card").delay_s
    seen = []
    for turn in turns(scenario, 10.0):
        assert conditions.take(turn, turn.at_s) == [(CardBehaviour, "card")]
        seen.append(conditions.of(CardBehaviour, "card").delay_s - usual)

    assert [round(more, 6) for more in seen] == [1.0, 3.0, 1.0, 0.0]


def test_who_is_hit_and_what_is_a_fact_of_the_machine() -> None:
    scenario = home(
        happens("line ends", "tv", at="'1 s'"), happens("disk full", at="'1 s'")
    )
    conditions = Conditions(scenario)
    for turn in turns(scenario, 10.0):
        conditions.take(turn, turn.at_s)

    assert conditions.of(LinkBehaviour, "tv").way is Way.CLOSED
    assert conditions.of(LinkBehaviour, "kitchen").way is Way.OPEN
    assert conditions.of(MachineFacts, "machine").disk_free_bytes == 0


def test_what_changes_nothing_is_not_told() -> None:
    scenario = home(
        happens("line ends", "tv", at="'1 s'"), happens("closed port", "tv", at="'2 s'")
    )
    conditions = Conditions(scenario)
    first, second = turns(scenario, 10.0)

    assert conditions.take(first, 1.0)
    assert conditions.take(second, 2.0) == []


def test_which_faults_were_on_between_two_moments() -> None:
    scenario = home(
        happens("line ends", "tv", at="'10 s'", for_="'5 s'"),
        happens("disk full", at="'30 s'"),
    )
    conditions = Conditions(scenario)
    for turn in turns(scenario, 100.0):
        conditions.take(turn, turn.at_s)

    assert conditions.faults_between(1.0, 9.0) == []
    assert conditions.faults_between(9.0, 11.0) == ["line ends"]
    assert conditions.faults_between(18.0, 19.0) == ["line ends"]  # what it left
    assert conditions.faults_between(25.0, 29.0) == []
    assert conditions.faults_between(16.0, 31.0) == ["disk full", "line ends"]

"""What a run has shown, as values."""

import json

from hearth.lab.scenario.report import faults_of, times_of
from hearth.lab.simulated.household import simulate
from tests.lab.scenario.homes import happens, home

SILENT = happens("silent card", "card", at="'5 min'", for_="'2 min'")


def test_percentiles_and_none_without_an_answer() -> None:
    times = times_of(n / 100 for n in range(100, 0, -1))

    assert (times.p50_s, times.p95_s, times.p99_s) == (0.5, 0.95, 0.99)
    assert (times.count, times.longest_s) == (100, 1.0)
    assert times_of([]).p50_s is None


def test_json_says_how_long_pictures_froze_and_why() -> None:
    report = simulate(home(SILENT))
    values = json.loads(json.dumps(report.as_json()))

    assert values["frozen_s"] == round(report.frozen_s, 4) > 100
    assert [cause["freezes"] for cause in values["causes"]] == [2]
    assert values["causes"][0]["frozen_s"] == values["frozen_s"]
    assert values["receivers"][0]["during"].keys() == {"silent card"}
    assert values["left_unanswered"] == 0


def test_what_happens_is_named() -> None:
    assert faults_of(home(SILENT)) == ("silent card: card",)

import json
from pathlib import Path
from typing import Any

import pytest

from hearth.doctor.measure import months
from hearth.doctor.measure.measured import asked_times
from hearth.doctor.measure.months import Change, Kept, compare, keep, kept_in
from hearth.doctor.measure.past import Past
from tests.doctor.measure.made import DAY_S, LINE, NOW, measured, remembered, wire

CARD = [*[0.2] * 17, 0.4, 0.5, 0.5]  # as a real one: slow now and then


def earlier(days: float, *each_s: float, **changes: Any) -> Kept:
    kept = Kept(NOW - days * DAY_S, LINE, False, 0.001, each_s, 0)
    return kept._replace(**changes)


def worse(*changes: Change) -> list[str]:
    return [change.text for change in changes if change.is_worse]


def test_nothing_to_compare_with() -> None:
    kept = [earlier(1, *CARD), earlier(40, *CARD, line="another")]

    assert compare(measured(ecm=asked_times(CARD, 0)), Past(), kept) == ()


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "state" / "measure.jsonl"
    ecm = asked_times([0.2, 0.25], 1)
    one = measured(connects_s=(0.001,), wire=wire(), ecm=ecm)
    history = measured(trouble="gone", ecm=remembered(0.3))

    assert keep(file, [one, history]) == ""
    with file.open("a") as out:
        out.write('no json\n[1]\n{"at": 1}\n')

    assert kept_in(file) == (
        Kept(NOW, LINE, False, 0.001, (0.2, 0.25), 1),
        Kept(NOW, LINE, True, None, (), 0),
    )
    said = json.loads(file.read_text().splitlines()[0])
    assert said["ecm"]["p95_ms"] == 250.0
    assert said["lost"] == [0, 50]


def test_the_file_does_not_grow_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(months, "MOST_KEPT", 3)
    file = tmp_path / "measure.jsonl"
    for at in range(5):
        assert keep(file, [measured(at=float(at))]) == ""

    assert [each.at for each in kept_in(file)] == [2.0, 3.0, 4.0]


def test_a_file_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cannot be written" in keep(tmp_path, [measured()])
    assert kept_in(tmp_path) == ()
    file = tmp_path / "measure.jsonl"
    keep(file, [measured()])
    monkeypatch.setattr(months, "MOST_BYTES", 1)
    assert kept_in(file) == ()


def test_months_are_told_in_numbers() -> None:
    now = measured(ecm=asked_times([0.31] * 20, 0), connects_s=(0.002,))
    kept = [earlier(30, *[0.12] * 20), earlier(60, *[0.13] * 20)]

    ecm, way = compare(now, Past(), kept)

    assert ecm == Change(
        "ECM time, 95 of 100 within: in October 120 ms, in September 130 ms, now"
        " 310 ms",
        is_worse=True,
    )
    assert way == Change(
        "connect: in October 1.0 ms, in September 1.0 ms, now 2.0 ms", is_worse=False
    )


def test_a_year_is_said_where_it_is_another() -> None:
    january = NOW - 300 * DAY_S
    kept = [earlier(345, *CARD)]
    now = measured(at=january, ecm=asked_times(CARD, 0))

    (change, *_) = compare(now, Past(), kept)

    assert "in December 2025" in change.text


@pytest.mark.parametrize(
    ("now", "then", "is_worse"),
    [
        (CARD, CARD, False),
        ([*[0.2] * 16, *[0.9] * 4], CARD, True),
        ([*[0.2] * 17, *[0.9] * 3], CARD, False),
        ([0.2] * 17 + [0.9] * 3, [0.2] * 20, False),
        ([0.08] * 20, [0.02] * 20, False),
        ([0.4] * 20, [0.2] * 20, True),
    ],
    ids=["same", "four late", "three late", "three late, lucky", "short", "all"],
)
def test_single_times(now: list[float], then: list[float], *, is_worse: bool) -> None:
    changes = compare(measured(ecm=asked_times(now, 0)), Past(), [earlier(30, *then)])

    assert bool(worse(*changes)) is is_worse


def test_figures_of_the_history() -> None:
    past = Past(months={(2026, 10): remembered(0.12), (2026, 9): remembered(0.13)})

    changes = compare(measured(ecm=remembered(0.31)), past, [])

    assert len(worse(*changes)) == 1
    assert compare(measured(ecm=remembered(0.13)), past, [])[0].is_worse is False


def test_questions_that_fail_more_often() -> None:
    now = measured(ecm=asked_times([0.2] * 17, 3))

    assert "15 % now" in worse(*compare(now, Past(), [earlier(30, *CARD)]))[0]
    never = [earlier(30, failed=20)]
    assert worse(*compare(measured(ecm=asked_times([0.2], 0)), Past(), never)) == []


def test_a_line_that_is_off() -> None:
    now = measured(trouble="nothing listens at its port")

    assert worse(*compare(now, Past(), [])) == ["it cannot be used"]
    before = worse(*compare(now, Past(), [earlier(30)]))
    assert before == ["it cannot be used and could be used before"]


def test_a_network_that_became_slow() -> None:
    now = measured(connects_s=(0.05,) * 5)

    assert worse(*compare(now, Past(), [earlier(30)])) == [
        "connect: in October 1.0 ms, now 50 ms"
    ]

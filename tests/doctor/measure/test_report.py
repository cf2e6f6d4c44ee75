import json

from hearth.doctor.measure.measured import asked_times
from hearth.doctor.measure.months import Change
from hearth.doctor.measure.report import (
    NOTHING_BEFORE,
    Line,
    as_json,
    as_text,
    as_worse,
    is_well,
)
from tests.doctor.measure.made import measured, wire

GOOD = Line(
    measured(
        connects_s=(0.001,) * 5,
        wire=wire(),
        log_in_s=0.02,
        cards=1,
        ecm=asked_times([0.2] * 20, 0),
        notes=("nothing was left out",),
    ),
    (),
)
WORSE = Line(
    measured(connects_s=(0.001,)), (Change("it was 1 ms", True), Change("so", False))
)
OFF = Line(measured(trouble="gone"), (Change("it cannot be used", True),))


def test_people_read_line_by_line() -> None:
    text = as_text((GOOD, WORSE, OFF), color=False, width=80)

    assert text.startswith("card.home.lan (card.home.lan:12000): good\n  connect    ")
    assert "good, and clearly worse than before\n" in text
    assert "(card.home.lan:12000): off\n" in text
    assert "it was 1 ms (clearly worse)" in text
    assert NOTHING_BEFORE in " ".join(text.split())
    assert "nothing was left out" in text
    assert max(map(len, text.splitlines())) <= 80


def test_colours() -> None:
    assert "\x1b[32;1mgood\x1b[0m" in as_text((GOOD,), color=True, width=80)


def test_every_month_only_what_got_worse_is_said() -> None:
    assert as_worse((GOOD,)) == ""
    assert as_worse((WORSE, OFF)) == (
        "card.home.lan: it was 1 ms\ncard.home.lan: it cannot be used: gone\n"
    )


def test_other_programs_read_an_object() -> None:
    first, _, last = json.loads(as_json((GOOD, WORSE, OFF)))["lines"]

    assert first["verdict"] == "good"
    assert first["ecm"]["p95_ms"] == 200.0
    assert first["packets"] == {"sent": 50, "again": 0}
    assert (last["verdict"], last["ecm"], last["packets"]) == ("off", None, None)


def test_what_is_well() -> None:
    assert is_well((GOOD,))
    assert not is_well((GOOD, WORSE))
    assert not is_well((OFF,))

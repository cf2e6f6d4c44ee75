"""How Hearth itself is doing."""

from __future__ import annotations

import os
from pathlib import Path

from hearth.observe.pulse import KEPT, Pulse, resident_bytes


def test_the_system_tells_how_much_memory_we_have(tmp_path: Path) -> None:
    assert resident_bytes() > 1_000_000
    statm = tmp_path / "statm"
    assert resident_bytes(statm) == 0
    statm.write_text("what is this\n")
    assert resident_bytes(statm) == 0
    statm.write_text("900 7 3 1 0 5 0\n")
    assert resident_bytes(statm) == 7 * os.sysconf("SC_PAGE_SIZE")


def test_a_look_is_kept_every_five_minutes_with_the_worst_delay() -> None:
    pulse = Pulse()
    for second in range(0, 602, 2):
        late = 0.4 if second == 100 else 0.001
        pulse.look(1000.0 + second, late, second / 100)

    assert [beat.at for beat in pulse.beats] == [1000, 1300, 1600]
    assert [beat.delay_s for beat in pulse.beats] == [0.001, 0.4, 0.001]
    assert [round(beat.processor, 3) for beat in pulse.beats] == [0, 0.01, 0.01]
    assert all(beat.resident_bytes for beat in pulse.beats)


def test_the_last_minute_s_worst_delay_is_known() -> None:
    pulse = Pulse()
    assert pulse.recent_delay_s == 0
    pulse.look(0, 0.3, 0)
    pulse.look(50, -1, 0)
    assert pulse.recent_delay_s == 0.3
    pulse.look(61, 0.1, 0)
    assert pulse.recent_delay_s == 0.1


def test_a_day_is_kept_and_a_clock_that_is_set_back_does_not_stop_it() -> None:
    pulse = Pulse()
    for number in range(2 * KEPT):
        pulse.look(number * 300.0, 0, 0)
    assert len(pulse.beats) == KEPT
    assert pulse.beats[0].at == KEPT * 300.0

    pulse.look(5.0, 0, 1)
    assert pulse.beats[-1] == (5.0, pulse.beats[-1].resident_bytes, 0.0, 0.0)

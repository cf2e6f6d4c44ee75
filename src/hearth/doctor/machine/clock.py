"""Whether the clock is kept right, and whether it can be right at all."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hearth.doctor.machine.tree import ROOT, below, entries, read
from hearth.doctor.machine_facts import Clock

FIRST_SANE: Final = 1_704_067_200.0  # 2024-01-01: before there was a Hearth
_KEEPERS: Final = ("chronyd", "ntpd", "openntpd", "systemd-timesyn", "ntpd-rs")
_SYNCED: Final = "/run/systemd/timesync/synchronized"


def clock(now: float, root: Path = ROOT) -> Clock:
    """
    Look at the clock.

    Args:
        now: What it says, in unix seconds.
        root: Below which /proc and /run are.

    """
    names = {
        (read(root, f"/proc/{it.name}/comm") or "").strip()
        for it in entries(root, "/proc")
        if it.name.isdigit()
    }
    is_synced = below(root, _SYNCED).exists()
    return Clock(
        is_kept=is_synced or any(name in names for name in _KEEPERS),
        is_sane=now >= FIRST_SANE,
    )

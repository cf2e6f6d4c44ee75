"""Who has the card slots of DVB adapters open."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

from hearth.doctor.machine.tree import ROOT, entries, link_of, read
from hearth.doctor.machine_facts import Holders

_SLOT: Final = re.compile(r"/dev/dvb/adapter\d+/ca\d+|/dev/ci\d+|/dev/sci\d+")


def adapters(root: Path = ROOT) -> tuple[Holders, ...] | None:
    """
    Find the card slots, and which programs have them open.

    Returns:
        None where there is neither a slot nor anybody who has one open. Other
        users' programs are seen by root alone.

    """
    held: dict[str, list[str]] = defaultdict(list)
    for adapter in entries(root, "/dev/dvb"):
        for slot in entries(root, f"/dev/dvb/{adapter.name}"):
            if slot.name.startswith("ca"):
                held[f"/dev/dvb/{adapter.name}/{slot.name}"] = []
    for process in entries(root, "/proc"):
        if process.name.isdigit():
            for device in _devices(root, process.name):
                name = (read(root, f"/proc/{process.name}/comm") or "?").strip()
                if name not in held[device]:
                    held[device].append(name)
    found = [
        Holders(device=device, programs=tuple(names))
        for device, names in sorted(held.items())
    ]
    return tuple(found) or None


def _devices(root: Path, process: str) -> set[str]:
    links = map(link_of, entries(root, f"/proc/{process}/fd"))
    return {link for link in links if _SLOT.fullmatch(link)}

"""What starts a card program with the machine: systemd, init.d, Enigma2's softcam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hearth.doctor.machine.processes import CARD_PROGRAMS
from hearth.doctor.machine.tree import ROOT, below, entries, link_of, read
from hearth.doctor.machine_facts import Autostart

UNITS: Final = ("/etc/systemd/system", "/lib/systemd/system", "/usr/lib/systemd/system")
_NAMES: Final = re.compile("|".join(CARD_PROGRAMS), re.IGNORECASE)
_NETWORK: Final = "network-online.target"
_TIME: Final = ("time-sync.target", "time-set.target")


def autostart(root: Path = ROOT) -> tuple[Autostart, ...]:
    """Find everything that would start a card program, enabled or not."""
    return (*_systemd(root), *_init_d(root), *_softcam(root))


def _systemd(root: Path) -> Iterator[Autostart]:
    seen: set[str] = set()
    wanted = _wanted(root)
    for folder in UNITS:
        for unit in entries(root, folder):
            if unit.suffix != ".service" or unit.name in seen:
                continue
            text = read(root, f"{folder}/{unit.name}") or ""
            starts = _lines(text, "ExecStart")
            program = next((line for line in starts if _NAMES.search(line)), "")
            if not program:
                continue
            seen.add(unit.name)
            after = " ".join([*_lines(text, "After"), *_lines(text, "Requires")])
            yield Autostart(
                how="systemd",
                unit=f"{folder}/{unit.name}",
                is_enabled=unit.name in wanted,
                after_network=_NETWORK in after,
                after_time=any(target in after for target in _TIME),
                program=program,
            )


def _wanted(root: Path) -> set[str]:
    return {
        link.name
        for folder in entries(root, "/etc/systemd/system")
        if folder.name.endswith((".wants", ".requires"))
        for link in entries(root, f"/etc/systemd/system/{folder.name}")
    }


def _lines(text: str, key: str) -> list[str]:
    pattern = rf"^\s*{key}\s*=\s*(.*)$"
    return [match[1] for match in re.finditer(pattern, text, re.MULTILINE)]


def _init_d(root: Path) -> Iterator[Autostart]:
    started = {
        Path(link_of(link)).name
        for folder in entries(root, "/etc")
        if re.fullmatch(r"rc(\d|S)?\.d", folder.name)
        for link in entries(root, f"/etc/{folder.name}")
        if link.name.startswith("S")
    }
    for script in entries(root, "/etc/init.d"):
        is_softcam = script.name.startswith("softcam")
        if _NAMES.search(script.name) and not is_softcam and not script.is_symlink():
            yield Autostart(
                how="init.d",
                unit=f"/etc/init.d/{script.name}",
                is_enabled=script.name in started,
                program=script.name,
            )


def _softcam(root: Path) -> Iterator[Autostart]:
    """Look at the link by which Enigma2 images start the softcam that was chosen."""
    link = below(root, "/etc/init.d/softcam")
    target = Path(link_of(link)).name
    if target:
        chosen = target.partition("softcam.")[2] or target
        yield Autostart(
            how="softcam",
            unit=f"/etc/init.d/softcam -> {target}",
            is_enabled=chosen.lower() != "none",
            program=chosen,
        )

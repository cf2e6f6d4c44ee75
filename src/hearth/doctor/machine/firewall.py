"""Reads the rules of the packet filter, where that is allowed; changes nothing."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import Final, NamedTuple

from hearth.doctor.machine.iptables import read_iptables
from hearth.doctor.machine.nft import read_nft
from hearth.doctor.machine.rules import worst
from hearth.doctor.machine_facts import Firewall

PATIENCE_S: Final = 5.0
NOBODY: Final = "neither nft nor iptables-save is here, or only root may run them"


class Printed(NamedTuple):
    """What a command printed; ``is_well``: it ended as it should."""

    is_well: bool
    text: str


Run = Callable[[tuple[str, ...]], Printed]


def run(command: tuple[str, ...]) -> Printed:
    """Run a command that only prints; whatever goes wrong is in the result."""
    try:
        done = subprocess.run(  # noqa: S603  # our own words, no shell
            command,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Printed(is_well=False, text=str(error))
    text = done.stdout.decode("utf-8", "replace")
    return Printed(is_well=done.returncode == 0, text=text)


def firewall(port: int, run: Run = run) -> Firewall | None:
    """
    Judge whether the home network may come in at a port.

    Returns:
        None where no rules could be read.

    """
    found = []
    nft = run(("nft", "list", "ruleset"))
    if nft.is_well:
        found.append(read_nft(nft.text, port))
    iptables = run(("iptables-save",))
    if iptables.is_well:
        found.append(read_iptables(iptables.text, port))
    return worst(found) if found else None

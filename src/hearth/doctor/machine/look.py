"""Looks at the whole machine: every probe, and why what could not be seen was not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hearth.doctor.machine import elf
from hearth.doctor.machine.adapters import adapters
from hearth.doctor.machine.autostart import autostart
from hearth.doctor.machine.clock import clock
from hearth.doctor.machine.files import disks, look_at_file
from hearth.doctor.machine.firewall import NOBODY, Run, firewall, run
from hearth.doctor.machine.network import links, name_servers, wan
from hearth.doctor.machine.ports import holder
from hearth.doctor.machine.processes import card_programs
from hearth.doctor.machine.tree import ROOT
from hearth.doctor.machine_facts import Debug, Dns, MachineFacts, Program


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What is to be looked at.

    Attributes:
        listen_port: Where receivers come in; None: nowhere.
        config: The configuration file.
        state: The folder of history and logs.
        binary: A program to look into.
        debug_level: What the configuration says.
        debug_where: Where it says so.
        needs_names: Whether a line has a name instead of an address.
        now: Unix seconds, as this machine's clock has it.
        root: Below which everything is.
        run: Runs a command that only prints.

    """

    listen_port: int | None = None
    config: Path | None = None
    state: Path | None = None
    binary: Path | None = None
    debug_level: int = 1
    debug_where: str = ""
    needs_names: bool = True
    now: float = 0.0
    root: Path = ROOT
    run: Run = run


Part = Callable[[Wanted], dict[str, Any]]


def look_at_machine(wanted: Wanted, told: Callable[[str], object]) -> MachineFacts:
    """
    Look at everything, one probe after the other; each takes milliseconds.

    Args:
        wanted: What.
        told: Called with the name of each probe that is done.

    """
    facts = MachineFacts(listen_port=wanted.listen_port)
    unlooked: dict[str, str] = {}
    for name, part in PARTS:
        try:
            found = part(wanted)
        except _NotSeen as error:
            unlooked[name] = str(error)
        except OSError as error:  # a probe that fails costs its own facts alone
            unlooked[name] = error.strerror or str(error)
        else:
            facts = replace(facts, **found)
        told(name)
    return replace(facts, unlooked=unlooked)


class _NotSeen(Exception):  # noqa: N818  # ends a probe, and is no error of ours
    """The system does not tell; the text says why."""


def _port(wanted: Wanted) -> dict[str, Any]:
    if wanted.listen_port is None:
        return {}
    found = holder(wanted.listen_port, wanted.root)
    if found is None:
        raise _NotSeen("/proc/net/tcp cannot be read")
    return {"port_holder": found.who, "holder_is_ours": found.is_ours}


def _firewall(wanted: Wanted) -> dict[str, Any]:
    if wanted.listen_port is None:
        return {}
    found = firewall(wanted.listen_port, wanted.run)
    if found is None:
        raise _NotSeen(NOBODY)
    return {"firewall": found}


def _programs(wanted: Wanted) -> dict[str, Any]:
    found = card_programs(wanted.root)
    if found is None:
        raise _NotSeen("/proc shows no processes")
    return {"programs": found, "debugs": _debugs(wanted, found)}


def _debugs(wanted: Wanted, programs: Sequence[Program]) -> tuple[Debug, ...]:
    found = [Debug(program=it.name, how=it.debug) for it in programs if it.debug]
    if wanted.debug_level > 1:
        how = f"DEBUG LEVEL : {wanted.debug_level}"
        found.append(Debug(program="Hearth", how=how, where=wanted.debug_where))
    return tuple(found)


def _adapters(wanted: Wanted) -> dict[str, Any]:
    return {"adapters": adapters(wanted.root)}


def _files(wanted: Wanted) -> dict[str, Any]:
    named = (
        (wanted.config, "configuration"),
        (wanted.binary, "program"),
        (wanted.state, "state"),
    )
    files = tuple(
        look_at_file(path, role, wanted.root)
        for path, role in named
        if path is not None
    )
    return {"files": files}


def _disks(wanted: Wanted) -> dict[str, Any]:
    paths = [path for path in (wanted.state, wanted.config) if path is not None]
    return {"disks": disks(paths)}


def _binary(wanted: Wanted) -> dict[str, Any]:
    if wanted.binary is None:
        return {}
    try:
        return {"binary": elf.look_at_binary(wanted.binary, wanted.root)}
    except elf.NoElfReaderError as error:
        raise _NotSeen(str(error)) from None


def _autostart(wanted: Wanted) -> dict[str, Any]:
    return {"autostart": autostart(wanted.root)}


def _clock(wanted: Wanted) -> dict[str, Any]:
    return {"clock": clock(wanted.now, wanted.root)}


def _links(wanted: Wanted) -> dict[str, Any]:
    found = links(wanted.root)
    if found is None:
        raise _NotSeen("/proc/net/route cannot be read")
    return {"links": found}


def _wan(wanted: Wanted) -> dict[str, Any]:
    found, detail = wan(wanted.root)
    if found is None:
        raise _NotSeen("only the router knows it; it matters for your own VPN alone")
    return {"wan": found, "wan_detail": detail}


def _dns(wanted: Wanted) -> dict[str, Any]:
    servers = name_servers(wanted.root)
    if servers is None:
        raise _NotSeen("/etc/resolv.conf cannot be read")
    return {"dns": Dns(servers=servers, is_needed=wanted.needs_names)}


PARTS: tuple[tuple[str, Part], ...] = (
    ("port", _port),
    ("firewall", _firewall),
    ("programs", _programs),
    ("adapters", _adapters),
    ("files", _files),
    ("disks", _disks),
    ("binary", _binary),
    ("autostart", _autostart),
    ("clock", _clock),
    ("links", _links),
    ("wan", _wan),
    ("dns", _dns),
)

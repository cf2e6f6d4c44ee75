"""What is so on a machine: plain values; None is "not looked at"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Door(Enum):
    """What a firewall's rules do with a port."""

    OPEN = "open"
    SHUT = "shut"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Firewall:
    """
    What the rules say of the port that receivers come in at.

    Attributes:
        door: Whether the home network can come in.
        rule: The rule that decides, as it is written.
        program: Which one's rules they are: ``nft`` or ``iptables``.

    """

    door: Door
    rule: str = ""
    program: str = "nft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """
    A card program that runs.

    Attributes:
        name: As the kernel has it.
        number: Its process.
        debug: Why it logs more than it should; "" if it does not.

    """

    name: str
    number: int = 0
    debug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holders:
    """Who has a device open; ``device`` is its path."""

    device: str
    programs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """
    A file that a card server needs.

    Attributes:
        path: Where it is.
        role: ``configuration``, ``program`` or ``state``.
        is_there: Whether there is such a file.
        mode: Its permission bits.
        is_readable: Whether who runs the doctor may read it.
        filesystem: The kind of file system, like ``tmpfs``.

    """

    path: str
    role: str
    is_there: bool = True
    mode: int = 0o644
    is_readable: bool = True
    filesystem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """
    An ELF program, of this machine or another.

    Attributes:
        path: Where it is.
        kind: What it is for, in words, like ``ARM, 32 bits``.
        machine: What this machine is, in the same words.
        interpreter: The loader that it names, "" if it is static.
        has_interpreter: Whether that loader is here.
        needs: Libraries that it names.
        missing: Of these, those that are not here.
        glibc: The newest GLIBC version that it asks for, "" if none.
        glibc_here: The one that is here, "" if that is not known.
        is_executable: Whether its execute bit is set.
        problem: Why it could not be read; "" if it could.

    """

    path: str
    kind: str = ""
    machine: str = ""
    interpreter: str = ""
    has_interpreter: bool = True
    needs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    glibc: str = ""
    glibc_here: str = ""
    is_executable: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Autostart:
    """
    How a card program is started when the machine is.

    Attributes:
        how: ``systemd``, ``init.d``, ``softcam``, or "" if it is not.
        unit: The file that says so.
        is_enabled: Whether it is in effect.
        after_network: Whether it waits for the network; None: cannot be told.
        after_time: Whether it waits for the clock; None: cannot be told.
        program: What it starts.

    """

    how: str
    unit: str = ""
    is_enabled: bool = True
    after_network: bool | None = None
    after_time: bool | None = None
    program: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """Room on the file system of a path, in bytes."""

    path: str
    free_bytes: int
    total_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """
    A process over time.

    Attributes:
        program: Its name.
        samples: Moment, resident bytes; oldest first.
        processor: Share of one core that it took, None if not measured.
        is_idle: Whether nobody was watching meanwhile.

    """

    program: str
    samples: tuple[tuple[float, int], ...] = ()
    processor: float | None = None
    is_idle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Debug:
    """
    Something that logs everything.

    Attributes:
        program: Which.
        how: What makes it do so, like ``DEBUG LEVEL : 12``.
        bytes_a_day: What its log grows by; 0 if that is not known.
        where: The file and line to change, "" if not known.

    """

    program: str
    how: str
    bytes_a_day: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """
    The machine's clock.

    Attributes:
        off_s: By how much it is wrong, ahead is positive; None: not known.
        is_kept: Whether something keeps it right; None: not known.
        is_sane: Whether the year can be right at all.

    """

    off_s: float | None = None
    is_kept: bool | None = None
    is_sane: bool = True


class Wan(Enum):
    """What the home's way to the Internet looks like from here."""

    PUBLIC = "public"
    PRIVATE = "private"  # a router behind a router
    SHARED = "shared"  # carrier-grade NAT, RFC 6598


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """
    A network interface that is up.

    Attributes:
        name: Like ``wlan0``.
        is_wireless: Whether it is Wi-Fi.
        signal_dbm: How strong the signal is; None if not known.
        has_default_route: Whether the machine reaches others over it.

    """

    name: str
    is_wireless: bool = False
    signal_dbm: float | None = None
    has_default_route: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Dns:
    """
    The name servers, and how long they take.

    Attributes:
        servers: Their addresses.
        took_s: The slowest look-up of a line's name; None if none has a name.
        is_needed: Whether any line is named, not numbered.

    """

    servers: tuple[str, ...] = ()
    took_s: float | None = None
    is_needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineFacts:
    """
    All of a machine.

    Attributes:
        listen_port: Where receivers are to come in; None: nowhere.
        port_holder: Who listens there; "" if nobody does; None: not looked at.
        holder_is_ours: Whether that is Hearth.
        firewall: What the rules say of it.
        programs: The card programs that run.
        adapters: Who has the card slots of DVB adapters open.
        files: The files that a card server needs.
        binary: The program that was asked about.
        autostart: How the card program is started.
        disks: Room where history, logs and configuration are.
        trends: Processes over time.
        debugs: What logs everything.
        clock: The clock.
        wan: The way to the Internet, as far as it can be seen.
        wan_detail: How it was seen.
        links: The interfaces that are up.
        dns: The name servers.
        unlooked: What could not be looked at, and why, by its topic.

    """

    listen_port: int | None = None
    port_holder: str | None = None
    holder_is_ours: bool = False
    firewall: Firewall | None = None
    programs: tuple[Program, ...] | None = None
    adapters: tuple[Holders, ...] | None = None
    files: tuple[FileFact, ...] | None = None
    binary: Binary | None = None
    autostart: tuple[Autostart, ...] | None = None
    disks: tuple[Disk, ...] | None = None
    trends: tuple[Trend, ...] | None = None
    debugs: tuple[Debug, ...] | None = None
    clock: Clock | None = None
    wan: Wan | None = None
    wan_detail: str = ""
    links: tuple[Link, ...] | None = None
    dns: Dns | None = None
    unlooked: Mapping[str, str] = field(default_factory=dict)

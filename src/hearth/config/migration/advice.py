"""
Which program suits: CCcam, OSCam, Hearth, or OSCam behind Hearth.

A pure function of what is known of the machine and of the file; the command
line reads both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, assert_never

LITTLE_MIB: Final = 96  # below it, a Python program leaves a receiver no room
BOTH_MIB: Final = 192  # Hearth and OSCam together, on a box of 256 MB

# What CCcam's programs were built for, as uname names it. There is no source.
CCCAM_BUILDS: Final = frozenset(
    {"i386", "i486", "i586", "i686", "x86_64", "mips", "mipsel", "ppc", "sh4",
     "armv6l", "armv7l"}
)  # fmt: skip


class Program(Enum):
    """What can serve the home's receivers."""

    HEARTH = "Hearth"
    OSCAM_BEHIND_HEARTH = "OSCam behind Hearth"
    OSCAM = "OSCam"
    CCCAM = "CCcam"


class Verdict(Enum):
    """How well a program suits."""

    BEST = "suits best"
    POSSIBLE = "possible"
    NO = "does not suit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """
    What is known of the machine.

    Attributes:
        architecture: As uname names it.
        memory_mib: Its memory; None: not known.
        readers: The devices of card readers that are there.

    """

    architecture: str
    memory_mib: int | None = None
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """
    What is known of the file.

    Attributes:
        accounts: How many receivers it has.
        servers: How many C: lines of the home.
        newcamd: How many N: lines that can be read.
        other_servers: How many R:, L: and G: lines.
        outside: How many lines lead out of the home.
        has_reader: Whether it names a card reader of the machine.
        wants_keys: Whether it asks for keys of cards that are not there.
        is_of_pages: Whether it is in web pages' dialect.
        not_for_oscam: How many of its lines OSCam has no place for.

    """

    accounts: int = 0
    servers: int = 0
    newcamd: int = 0
    other_servers: int = 0
    outside: int = 0
    has_reader: bool = False
    wants_keys: bool = False
    is_of_pages: bool = False
    not_for_oscam: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """
    What there is to say of one program.

    Attributes:
        program: Which.
        verdict: How well it suits.
        reasons: Why, each a sentence without a full stop.

    """

    program: Program
    verdict: Verdict
    reasons: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "program": self.program.value,
            "verdict": self.verdict.value,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True)
class Advice:
    """
    What to do.

    Attributes:
        opinions: One of each program, the best first.
        remarks: What holds whichever program it is.

    """

    opinions: tuple[Opinion, ...]
    remarks: tuple[str, ...] = ()

    @property
    def best(self) -> Program:
        """The program that suits best."""
        return self.opinions[0].program

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON has it."""
        return {
            "best": self.best.value,
            "opinions": [opinion.as_json() for opinion in self.opinions],
            "remarks": list(self.remarks),
        }


def advise(machine: Machine, needs: Needs | None) -> Advice:
    """
    Say which program suits.

    Args:
        machine: On which it is to run.
        needs: Of the file that there is; None if there is none.

    """
    wanted = needs or Needs()
    best = _best(machine, wanted)
    order = sorted(Program, key=lambda program: program is not best)
    opinions = [_opinion(program, best, machine, wanted) for program in order]
    opinions.sort(key=lambda opinion: list(Verdict).index(opinion.verdict))
    return Advice(tuple(opinions), tuple(_remarks(machine, needs)))


def _has_card(machine: Machine, needs: Needs) -> bool:
    return bool(machine.readers) or needs.has_reader


def _has_room(machine: Machine, mebibytes: int) -> bool:
    return machine.memory_mib is None or machine.memory_mib >= mebibytes


def _best(machine: Machine, needs: Needs) -> Program:
    if not _has_room(machine, LITTLE_MIB):
        return Program.OSCAM
    if _has_card(machine, needs):
        room = _has_room(machine, BOTH_MIB)
        return Program.OSCAM_BEHIND_HEARTH if room else Program.OSCAM
    if needs.newcamd or needs.other_servers:
        return Program.OSCAM_BEHIND_HEARTH
    return Program.HEARTH


def _opinion(
    program: Program, best: Program, machine: Machine, needs: Needs
) -> Opinion:
    match program:
        case Program.HEARTH:
            against, reasons = _hearth(machine, needs)
        case Program.OSCAM_BEHIND_HEARTH:
            against, reasons = _both(machine, needs)
        case Program.OSCAM:
            against, reasons = _oscam(machine, needs)
        case Program.CCCAM:
            against, reasons = _cccam(machine, needs)
        case _:
            assert_never(program)
    if program is best:
        return Opinion(program, Verdict.BEST, tuple(reasons))
    if against:
        return Opinion(program, Verdict.NO, (*against, *reasons))
    return Opinion(program, Verdict.POSSIBLE, tuple(reasons))


def _hearth(machine: Machine, needs: Needs) -> tuple[list[str], list[str]]:
    against, reasons = [], ["it reads the CCcam.cfg as it is, and shows what goes on"]
    if not _has_room(machine, LITTLE_MIB):
        against.append(_too_little(machine, LITTLE_MIB))
    if _has_card(machine, needs):
        against.append(f"it holds no card itself, and one is here{_named(machine)}")
    if needs.newcamd or needs.other_servers:
        count = needs.newcamd + needs.other_servers
        against.append(f"it asks CCcam servers alone, and {_lines(count)} to others")
    if needs.servers and not _has_card(machine, needs):
        reasons.append(
            f"the card is elsewhere in the home: {_lines(needs.servers)} to it"
        )
    return against, reasons


def _both(machine: Machine, needs: Needs) -> tuple[list[str], list[str]]:
    against: list[str] = []
    reasons: list[str] = []
    if not _has_room(machine, BOTH_MIB):
        against.append(_too_little(machine, BOTH_MIB))
    if _has_card(machine, needs):
        reasons.append(
            f"OSCam is the program for the card reader{_named(machine)}; Hearth answers"
            " the receivers, and shows which of both is slow"
        )
    elif needs.newcamd or needs.other_servers:
        count = needs.newcamd + needs.other_servers
        reasons.append(
            f"OSCam asks the servers that are no CCcam: {_lines(count)};"
            " Hearth answers the receivers"
        )
    else:
        reasons.append("there is no card reader here for which OSCam would be needed")
    return against, reasons


def _oscam(machine: Machine, needs: Needs) -> tuple[list[str], list[str]]:
    reasons = ["one program for all of it, and it needs little memory"]
    if not _has_room(machine, LITTLE_MIB):
        reasons.append(_too_little(machine, LITTLE_MIB))
    if needs.not_for_oscam:
        reasons.append(
            f"it has no place for {needs.not_for_oscam} of the file's lines: `hearth"
            " migrate FILE --to oscam DIR --dry-run` shows them"
        )
    return [], reasons


def _cccam(machine: Machine, needs: Needs) -> tuple[list[str], list[str]]:
    against: list[str] = []
    if machine.architecture not in CCCAM_BUILDS:
        against.append(f"there is no build of it for {machine.architecture}")
    reasons = ["there is no source of it: what is wrong in it stays wrong"]
    if needs.is_of_pages:
        reasons.append(
            "it ignores what web pages made up, and this file has such lines"
        )
    if needs.other_servers:
        reasons.append(f"it knows R:, L: and G: lines ({needs.other_servers} here)")
    return against, reasons


def _remarks(machine: Machine, needs: Needs | None) -> Iterator[str]:
    if needs is None:
        yield "without a file only the machine was looked at: name the CCcam.cfg, too"
        needs = Needs()
    elif not needs.servers and not _has_card(machine, needs) and not needs.newcamd:
        yield "no card is in sight: no server is named, and no reader is here"
    if needs.outside:
        yield (
            f"{_lines(needs.outside)} out of the home: Hearth uses none such, and"
            " carries none over"
        )
    if needs.wants_keys:
        yield "keys of cards that are not there are carried over to none of them"
    if needs.is_of_pages:
        yield "`hearth migrate FILE --to hearth` brings the file into the real form"


def _too_little(machine: Machine, wanted: int) -> str:
    return f"the machine has {machine.memory_mib} MiB of memory, {wanted} are wanted"


def _named(machine: Machine) -> str:
    return f" ({', '.join(machine.readers)})" if machine.readers else ""


def _lines(count: int) -> str:
    return "1 line leads" if count == 1 else f"{count} lines lead"

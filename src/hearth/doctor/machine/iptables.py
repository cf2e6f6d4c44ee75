"""
Reads what ``iptables-save`` prints, as far as it matters for one port.

Source:
    iptables(8), iptables-extensions(8).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Final

from hearth.doctor.machine.rules import Does, Fits, Rule, all_of, from_home, judge
from hearth.doctor.machine_facts import Door, Firewall

_TARGETS: Final = {
    "ACCEPT": Does.ACCEPT,
    "DROP": Does.DROP,
    "REJECT": Does.DROP,
    "RETURN": Does.RETURN,
    "LOG": Does.NOTHING,
    "NFLOG": Does.NOTHING,
}
_OF_NO_MATTER: Final = ("-m", "--match", "--comment", "--reject-with", "--log-prefix")


def read_iptables(text: str, port: int) -> Firewall:
    """
    Judge a rule set.

    Args:
        text: What was printed.
        port: Where receivers want to come in.

    """
    chains: dict[str, list[Rule]] = {}
    policy = ""
    for line in _filter_table(text):
        if line.startswith(":"):
            name, _, rest = line[1:].partition(" ")
            chains[name] = []
            policy = rest.partition(" ")[0] if name == "INPUT" else policy
        elif line.startswith("-A "):
            name, rule = _rule(line, port)
            chains.setdefault(name, []).append(rule)
    if not policy:
        return Firewall(door=Door.OPEN, program="iptables")
    return judge(
        {name: tuple(rules) for name, rules in chains.items()},
        "INPUT",
        drops=policy == "DROP",
        policy=f":INPUT {policy}",
        program="iptables",
    )


def _filter_table(text: str) -> Iterator[str]:
    is_filter = False
    for line in text.splitlines():
        if line.startswith("*"):
            is_filter = line.strip() == "*filter"
        elif is_filter:
            yield line.strip()


def _rule(line: str, port: int) -> tuple[str, Rule]:
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    chain = words[1] if len(words) > 1 else ""
    does, to = Does.NOTHING, ""
    fits: list[Fits] = []
    is_not = False
    rest = iter(words[2:])
    for word in rest:
        if word == "!":
            is_not = True
        elif word in ("-j", "-g"):
            target = next(rest, "")
            does = _TARGETS.get(target, Does.JUMP)
            to = target if does is Does.JUMP else ""
        elif word in _OF_NO_MATTER:
            next(rest, "")
        else:
            fits.append(_turned(_condition(word, rest, port), is_not=is_not))
            is_not = False
    return chain, Rule(all_of(fits), does, line, to)


def _condition(word: str, rest: Iterator[str], port: int) -> Fits:
    match word:
        case "-p" | "--protocol":
            return Fits.YES if next(rest, "") in ("tcp", "6", "all") else Fits.NO
        case "--dport" | "--dports":
            return _ports(next(rest, ""), port)
        case "-s" | "--source":
            return from_home(next(rest, ""))
        case "-i" | "--in-interface":
            return Fits.NO if next(rest, "") == "lo" else Fits.MAYBE
        case "--state" | "--ctstate":
            return Fits.YES if "NEW" in next(rest, "").split(",") else Fits.NO
        case _:
            return Fits.MAYBE


def _ports(text: str, port: int) -> Fits:
    for part in text.split(","):
        first, _, last = part.partition(":")
        if not first.isdecimal():
            return Fits.MAYBE
        if int(first) <= port <= int(last if last.isdecimal() else first):
            return Fits.YES
    return Fits.NO


def _turned(fits: Fits, *, is_not: bool) -> Fits:
    if not is_not or fits is Fits.MAYBE:
        return fits
    return Fits.NO if fits is Fits.YES else Fits.YES

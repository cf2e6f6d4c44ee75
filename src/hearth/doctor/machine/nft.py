"""
Reads what ``nft list ruleset`` prints, as far as it matters for one port.

Source:
    nft(8): tables, chains, base chains with their hook and policy, statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hearth.doctor.machine.rules import (
    Does,
    Fits,
    Rule,
    all_of,
    from_home,
    judge,
    worst,
)
from hearth.doctor.machine_facts import Door, Firewall

FAMILIES: Final = ("ip", "inet", "ip6")
_TABLE: Final = re.compile(r"^\s*table (\S+) (\S+) \{")
_CHAIN: Final = re.compile(r"^\s*chain (\S+) \{")
_HOOK: Final = re.compile(r"type filter hook input priority [^;]*;(?: policy (\w+);)?")
_NOISE: Final = re.compile(
    r"counter(?: packets \d+ bytes \d+)?|comment \"[^\"]*\"|# handle \d+"
    r"|log(?: prefix \"[^\"]*\")?(?: level \w+)?(?: flags \w+)?"
)
_VERDICT: Final = re.compile(
    r"(?:^|\s)(accept|drop|return|reject(?: with .*)?|(?:jump|goto) (\S+))\s*$"
)
_CONDITION: Final = re.compile(
    r"(?P<key>ct state|tcp dport|th dport|ip saddr|ip6 saddr|ii(?:fname|f)"
    r"|meta l4proto|ip protocol|meta nfproto)"
    r"\s+(?P<not>!= )?(?P<value>\{[^}]*\}|\"[^\"]*\"|\S+)"
)


def read_nft(text: str, port: int) -> Firewall:
    """
    Judge a rule set.

    Args:
        text: What was printed.
        port: Where receivers want to come in.

    """
    found = []
    for chains, hooks in _tables(text, port):
        for name, policy in hooks.items():
            drops = policy == "drop"
            found.append(
                judge(
                    chains, name, drops=drops, policy=f"policy {policy}", program="nft"
                )
            )
    return worst(found) if found else Firewall(door=Door.OPEN, program="nft")


_Table = tuple[dict[str, tuple[Rule, ...]], dict[str, str]]


def _tables(text: str, port: int) -> Iterator[_Table]:
    """Give each table's chains, and the policies of those that hook input."""
    chains: dict[str, list[Rule]] = {}
    hooks: dict[str, str] = {}
    is_ours, chain = False, ""
    for line in text.splitlines():
        table = _TABLE.match(line)
        if table:
            if is_ours:
                yield _closed(chains), hooks
            chains, hooks, chain = {}, {}, ""
            is_ours = table[1] in FAMILIES
            continue
        started = _CHAIN.match(line)
        if started:
            chain = started[1]
            chains[chain] = []
        elif line.strip() == "}":
            chain = ""
        elif chain and line.strip():
            hook = _HOOK.search(line)
            if hook:
                hooks[chain] = hook[1] or "accept"
            elif not line.strip().startswith("type "):
                chains[chain].append(_rule(line.strip(), port))
    if is_ours:
        yield _closed(chains), hooks


def _closed(chains: dict[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    return {name: tuple(rules) for name, rules in chains.items()}


def _rule(text: str, port: int) -> Rule:
    bare = " ".join(_NOISE.sub(" ", text).split())
    verdict = _VERDICT.search(bare)
    if verdict is None:
        return Rule(Fits.MAYBE, Does.NOTHING, text)
    conditions = bare[: verdict.start()].strip()
    does, to = _does(verdict[1])
    return Rule(_fits(conditions, port), does, text, to)


def _does(verdict: str) -> tuple[Does, str]:
    word, _, to = verdict.partition(" ")
    match word:
        case "accept":
            return Does.ACCEPT, ""
        case "return":
            return Does.RETURN, ""
        case "jump" | "goto":
            return Does.JUMP, to
        case _:
            return Does.DROP, ""


def _fits(conditions: str, port: int) -> Fits:
    found = [
        _condition(match["key"], match["value"], port, is_not=bool(match["not"]))
        for match in _CONDITION.finditer(conditions)
    ]
    if _CONDITION.sub("", conditions).strip():
        found.append(Fits.MAYBE)
    return all_of(found)


def _condition(key: str, value: str, port: int, *, is_not: bool) -> Fits:
    values = [part.strip().strip('"') for part in value.strip("{} ").split(",")]
    match key:
        case "ct state":
            fits = Fits.YES if "new" in values else Fits.NO
        case "tcp dport" | "th dport":
            fits = _port(values, port)
        case "ip saddr" | "ip6 saddr":
            each = [from_home(it) for it in values]
            fits = Fits.YES if Fits.YES in each else Fits.MAYBE
            fits = Fits.NO if set(each) == {Fits.NO} else fits
        case _ if key.startswith("ii"):  # the interface that it comes in at
            fits = Fits.NO if values == ["lo"] else Fits.MAYBE
        case "meta nfproto":
            fits = Fits.YES if "ipv4" in values else Fits.MAYBE
        case _:
            fits = Fits.YES if {"tcp", "6"} & set(values) else Fits.NO
    if not is_not or fits is Fits.MAYBE:
        return fits
    return Fits.NO if fits is Fits.YES else Fits.YES


def _port(values: list[str], port: int) -> Fits:
    for value in values:
        first, _, last = value.partition("-")
        if not first.isdecimal():
            return Fits.MAYBE
        if int(first) <= port <= int(last if last.isdecimal() else first):
            return Fits.YES
    return Fits.NO

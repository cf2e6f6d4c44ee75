"""
What a packet filter does with a new connection from the home network, judged with care.

A rule either fits for certain, or does not, or it cannot be told. What cannot
be told makes the outcome unclear wherever it could change it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from hearth.doctor.machine_facts import Door, Firewall
from hearth.household import HOME_NETWORKS

MOST_JUMPS: Final = 16  # of chains into chains; ufw has four


class Fits(Enum):
    """Whether a rule is about the connection."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Does(Enum):
    """What a rule does with what fits."""

    ACCEPT = "accept"
    DROP = "drop"
    JUMP = "jump"
    RETURN = "return"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``to`` is the chain that it jumps to, ``text`` what is written."""

    fits: Fits
    does: Does
    text: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the connection, and which rule decides; None: none does."""

    door: Door | None
    rule: str = ""


Chains = Mapping[str, tuple[Rule, ...]]


def judge(
    chains: Chains, name: str, *, drops: bool, policy: str, program: str
) -> Firewall:
    """
    Judge the chain that new connections to this machine go through.

    Args:
        chains: All chains of its table.
        name: Which it is.
        drops: Whether its policy is to drop.
        policy: How that is written.
        program: Whose rules they are.

    """
    outcome = _walk(chains, name, 0)
    if outcome.door is not None:
        return Firewall(door=outcome.door, rule=outcome.rule, program=program)
    door = Door.SHUT if drops else Door.OPEN
    return Firewall(door=door, rule=policy, program=program)


def worst(found: list[Firewall]) -> Firewall:
    """Give what decides of several chains: a packet has to get through them all."""
    order = (Door.SHUT, Door.UNCLEAR, Door.OPEN)
    return min(found, key=lambda it: order.index(it.door))


def from_home(source: str) -> Fits:
    """Tell whether a source network is where a home's receivers are."""
    try:
        network = ipaddress.ip_network(source, strict=False)
    except ValueError:
        return Fits.MAYBE
    if network.prefixlen == 0:
        return Fits.YES
    homes = [home for home in HOME_NETWORKS if home.version == network.version]
    if not any(home.overlaps(network) for home in homes):
        return Fits.NO
    if network.is_loopback:
        return Fits.NO
    # A network of the home that has room for several machines is taken for theirs.
    return Fits.YES if network.num_addresses > 4 else Fits.MAYBE


def all_of(fits: list[Fits]) -> Fits:
    """Join conditions that all have to hold."""
    if Fits.NO in fits:
        return Fits.NO
    return Fits.MAYBE if Fits.MAYBE in fits else Fits.YES


def _walk(chains: Chains, name: str, depth: int) -> Outcome:
    if depth > MOST_JUMPS or name not in chains:
        return Outcome(Door.UNCLEAR, f"jump to {name}")
    doubt = ""
    for rule in chains[name]:
        if rule.fits is Fits.NO or rule.does is Does.NOTHING:
            continue
        if rule.does is Does.RETURN:
            if rule.fits is Fits.YES:
                break
            doubt = doubt or rule.text
            continue
        outcome = _done_by(chains, rule, depth)
        if outcome.door is None:
            continue
        if rule.fits is Fits.YES:
            return outcome if not doubt else Outcome(Door.UNCLEAR, doubt)
        doubt = doubt or rule.text
    return Outcome(Door.UNCLEAR, doubt) if doubt else Outcome(None)


def _done_by(chains: Chains, rule: Rule, depth: int) -> Outcome:
    if rule.does is Does.JUMP:
        return _walk(chains, rule.to, depth + 1)
    door = Door.OPEN if rule.does is Does.ACCEPT else Door.SHUT
    return Outcome(door, rule.text)

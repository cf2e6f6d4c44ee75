import pytest

from hearth.doctor.machine.rules import Does, Fits, Rule, from_home, judge, worst
from hearth.doctor.machine_facts import Door, Firewall

YES, NO, MAYBE = Fits.YES, Fits.NO, Fits.MAYBE
ACCEPT, DROP = Does.ACCEPT, Does.DROP


def rule(fits: Fits, does: Does, to: str = "") -> Rule:
    return Rule(fits, does, f"{fits.value} {does.value}", to)


# rules of the chain, whether its policy drops, what comes of it
WALKS = [
    ((), False, Door.OPEN),
    ((), True, Door.SHUT),
    ((rule(YES, ACCEPT),), True, Door.OPEN),
    ((rule(YES, DROP),), False, Door.SHUT),
    ((rule(NO, DROP),), False, Door.OPEN),
    ((rule(MAYBE, DROP),), False, Door.UNCLEAR),
    ((rule(MAYBE, DROP), rule(YES, DROP)), False, Door.UNCLEAR),
    ((rule(MAYBE, Does.NOTHING),), True, Door.SHUT),
    ((rule(YES, Does.RETURN), rule(YES, DROP)), False, Door.OPEN),
    ((rule(MAYBE, Does.RETURN), rule(YES, DROP)), False, Door.UNCLEAR),
    ((rule(YES, Does.JUMP, "other"),), True, Door.OPEN),
    ((rule(YES, Does.JUMP, "empty"),), True, Door.SHUT),
    ((rule(YES, Does.JUMP, "gone"),), True, Door.UNCLEAR),
    ((rule(YES, Does.JUMP, "input"),), True, Door.UNCLEAR),
]


@pytest.mark.parametrize(("rules", "drops", "door"), WALKS, ids=range(len(WALKS)))
def test_a_walk_through_a_chain(
    rules: tuple[Rule, ...], drops: bool, door: Door
) -> None:
    chains = {"input": rules, "other": (rule(YES, ACCEPT),), "empty": ()}

    found = judge(chains, "input", drops=drops, policy="policy", program="nft")

    assert found.door is door


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ("0.0.0.0/0", YES),
        ("192.168.1.0/24", YES),
        ("fc00::/7", YES),
        ("192.168.1.5", MAYBE),
        ("8.8.8.0/24", NO),
        ("127.0.0.0/8", NO),
        ("@home", MAYBE),
    ],
)
def test_where_a_home_is(source: str, fits: Fits) -> None:
    assert from_home(source) is fits


def test_the_worst_of_several_decides() -> None:
    found = [Firewall(door=door) for door in (Door.OPEN, Door.SHUT, Door.UNCLEAR)]

    assert worst(found).door is Door.SHUT

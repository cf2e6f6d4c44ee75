"""Which program suits: a table."""

import itertools
from typing import Any

import pytest

from hearth.config.migration.advice import (
    Machine,
    Needs,
    Program,
    Verdict,
    advise,
)

HEARTH, BOTH = Program.HEARTH, Program.OSCAM_BEHIND_HEARTH
OSCAM, CCCAM = Program.OSCAM, Program.CCCAM
CARD = {"readers": ("/dev/sci0",)}

# the machine besides x86_64    the file (None: none)       best    does not suit
TABLE: list[tuple[dict[str, Any], dict[str, Any] | None, Program, set[Program]]] = [
    # The card is elsewhere in the home.
    ({},                        {"servers": 1},             HEARTH, set()),
    ({"memory_mib": 256},       {"servers": 1},             HEARTH, set()),
    ({"memory_mib": 64},        {"servers": 1},             OSCAM,  {HEARTH, BOTH}),
    ({},                        None,                       HEARTH, set()),
    # The card is here.
    (CARD,                      {"servers": 1},             BOTH,   {HEARTH}),
    (CARD,                      None,                       BOTH,   {HEARTH}),
    ({},                        {"has_reader": True},       BOTH,   {HEARTH}),
    (CARD | {"memory_mib": 256}, {},                        BOTH,   {HEARTH}),
    (CARD | {"memory_mib": 128}, {},                        OSCAM,  {HEARTH, BOTH}),
    (CARD | {"memory_mib": 64}, {},                         OSCAM,  {HEARTH, BOTH}),
    # Servers that are no CCcam.
    ({},                        {"newcamd": 1, "servers": 1}, BOTH, {HEARTH}),
    ({},                        {"other_servers": 2},       BOTH,   {HEARTH}),
    # A machine for which there is no CCcam.
    ({"architecture": "aarch64"}, {"servers": 1},           HEARTH, {CCCAM}),
    ({"architecture": "riscv64"}, {"has_reader": True},     BOTH,   {HEARTH, CCCAM}),
]  # fmt: skip


def machine(**facts: Any) -> Machine:
    known: dict[str, Any] = {"architecture": "x86_64", "memory_mib": 1024}
    return Machine(**known | facts)


@pytest.mark.parametrize(("facts", "needs", "best", "unsuited"), TABLE)
def test_which_program_suits(
    facts: dict[str, Any],
    needs: dict[str, Any] | None,
    best: Program,
    unsuited: set[Program],
) -> None:
    advice = advise(machine(**facts), None if needs is None else Needs(**needs))

    assert advice.best is best
    assert advice.opinions[0].verdict is Verdict.BEST
    no = {o.program for o in advice.opinions if o.verdict is Verdict.NO}
    assert no == unsuited


# the file                          a word that is said of it
REMARKS = [
    ({"outside": 1},                "1 line leads out of the home"),
    ({"outside": 2},                "2 lines lead out of the home"),
    ({"wants_keys": True},          "keys of cards"),
    ({"is_of_pages": True},         "--to hearth"),
    ({},                            "no card is in sight"),
]  # fmt: skip


@pytest.mark.parametrize(("needs", "word"), REMARKS)
def test_what_holds_for_all_of_them(needs: dict[str, Any], word: str) -> None:
    assert word in "; ".join(advise(machine(), Needs(**needs)).remarks)


def test_reasons_name_what_they_are_about() -> None:
    advice = advise(machine(**CARD, memory_mib=100), Needs(not_for_oscam=3))

    said = {o.program: "; ".join(o.reasons) for o in advice.opinions}
    assert "/dev/sci0" in said[HEARTH]
    assert "100 MiB" in said[BOTH]
    assert "3 of the file's lines" in said[OSCAM]


def test_without_a_file_it_says_so() -> None:
    assert "name the CCcam.cfg" in advise(machine(), None).remarks[0]


MEMORIES = (None, 32, 128, 4096)
FLAGS = (False, True)


@pytest.mark.parametrize(
    ("memory", "card", "newcamd"), list(itertools.product(MEMORIES, FLAGS, FLAGS))
)
def test_every_program_gets_an_opinion_with_a_reason(
    memory: int | None, card: bool, newcamd: bool
) -> None:
    readers = ("/dev/sci0",) if card else ()
    advice = advise(
        machine(memory_mib=memory, readers=readers), Needs(newcamd=int(newcamd))
    )

    assert sorted(o.program.value for o in advice.opinions) == sorted(
        program.value for program in Program
    )
    assert [o.verdict for o in advice.opinions].count(Verdict.BEST) == 1
    assert all(opinion.reasons for opinion in advice.opinions)
    assert advice.as_json()["best"] == advice.best.value

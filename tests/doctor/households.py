"""Every scenario of which it is said what the doctor should say, each run once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from hearth.doctor.examine import HEALTHY
from hearth.lab.patient import diagnose
from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.reading import read_scenario
from hearth.lab.scenario.shipped import shipped

FOLDER = Path(__file__).parent / "scenarios"

# One of each kind that is quick to run: what a change is judged by over other seeds.
SMALL = frozenset(
    {
        "refuses-now-and-then",
        "stale-alone",
        "five-channels",
        "box-in-the-garage",
        "powerline",
        "hiccups",
        "two-lines-two-faults",
        "well-late-now-and-then",
        "well-good-wifi",
        "sunday-afternoon",
    }
)

Said = tuple[str, ...]


@cache
def all_households() -> dict[str, Scenario]:
    """Give the scenarios that ship and those of the tests, by their files' names."""
    own = {
        path.stem: read_scenario(path.read_bytes(), file=path.name)
        for path in sorted(FOLDER.glob("*.toml"))
    }
    together = shipped() | own
    return {name: it for name, it in together.items() if it.asked is not None}


def with_causes(count: int) -> list[str]:
    """Name those with so many causes."""
    return [n for n, it in all_households().items() if len(planted(it)) == count]


def planted(scenario: Scenario) -> Said:
    """Tell what was planted."""
    assert scenario.asked is not None
    return scenario.asked.causes


@cache
def said_of(name: str, seed: int | None = None) -> Said:
    """Run a scenario, and give the codes that the doctor names, the first first."""
    diagnosis = diagnose(all_households()[name], seed=seed)
    said = tuple(judged.check.code for judged in diagnosis.causes)
    assert bool(said) is (diagnosis.exit_code != HEALTHY)
    return said


def is_right(planted: Said, said: Said) -> bool:
    """Tell whether the first that is said is what was planted, and nothing if not."""
    if not planted:
        return not said
    return set(said[: len(planted)]) == set(planted)


def misses(names: Iterable[str], seeds: Iterable[int]) -> Iterator[str]:
    """Give what was wrong over seeds, for a person to read."""
    seeds = tuple(seeds)
    for name in names:
        wanted = planted(all_households()[name])
        for seed in seeds:
            said = said_of(name, seed)
            if not is_right(wanted, said):
                yield f"{name}, seed {seed}: planted {wanted}, said {said}"

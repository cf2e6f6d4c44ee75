"""The scenarios that come with Hearth, and those of a file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.reading import read_scenario
from hearth.lab.scenario.table import ScenarioError

FOLDER: Final = "scenarios"


@cache
def shipped() -> dict[str, Scenario]:
    """Give the scenarios that come with Hearth, by the names of their files."""
    folder = files("hearth.lab") / FOLDER
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return {
        entry.name.removesuffix(".toml"): read_scenario(
            entry.read_bytes(), file=entry.name
        )
        for entry in sorted(found, key=lambda entry: entry.name)
    }


def find_scenario(name: str) -> Scenario:
    """
    Find a scenario: by its short name, its whole name, or its file.

    Raises:
        ScenarioError: There is none, or its file cannot be used.

    """
    wanted = name.casefold().strip()
    for short, scenario in shipped().items():
        if wanted in (short, scenario.name.casefold()):
            return scenario
    path = Path(name)
    if path.suffix != ".toml" and not path.exists():
        raise ScenarioError(
            f"{name}: no scenario has this name, and there is no such file",
            why=f"there are: {', '.join(shipped())}",
            remedy="name one of them, or give a .toml file",
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ScenarioError(
            f"{name}: {error.strerror or error}",
            why="the file cannot be read",
            remedy="give the path of a scenario's file",
        ) from None
    return read_scenario(data, file=name)

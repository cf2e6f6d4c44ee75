"""``hearth lsp``: without its extra it says what to install."""

import sys
from types import ModuleType

import pytest
from click.testing import CliRunner

from hearth.cli import lsp, main


def test_without_pygls_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lsp, "find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["lsp"])

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == (
        "Error: The Python package `pygls` is not installed; to install it, run"
        f" {sys.executable} -m pip install 'hearth[lsp]'\n"
    )


def test_with_it_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    module = ModuleType("hearth.lsp.server")
    module.run = lambda: happened.append("ran")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "hearth.lsp.server", module)
    monkeypatch.setattr(lsp, "find_spec", lambda name: object())

    assert CliRunner().invoke(main, ["lsp"]).exit_code == 0
    assert happened == ["ran"]

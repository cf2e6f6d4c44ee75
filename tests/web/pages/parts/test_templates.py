"""What templates are compiled to is kept beside them, where that can be done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

from hearth.web.pages.parts.templates import TEMPLATES, compile_all, make_environment


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hello.html").write_text("Hello {{ name }}.")
    return tmp_path


def kept(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((folder / "__pycache__").glob("*"))]


def hello(environment: Environment) -> str:
    return environment.get_template("hello.html").render(name="<tv>")


def test_it_is_compiled_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hello(make_environment(folder)) == "Hello &lt;tv&gt;."
    (code,) = kept(folder)

    monkeypatch.setattr(Environment, "compile", None)

    assert hello(make_environment(folder)) == "Hello &lt;tv&gt;."
    assert kept(folder) == [code]


def test_a_template_that_has_changed_is_compiled_again(folder: Path) -> None:
    hello(make_environment(folder))
    (folder / "hello.html").write_text("Good evening, {{ name }}.")

    assert hello(make_environment(folder)) == "Good evening, &lt;tv&gt;."


def test_what_is_damaged_is_compiled_again(folder: Path) -> None:
    hello(make_environment(folder))
    (path,) = (folder / "__pycache__").glob("*")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    assert hello(make_environment(folder)) == "Hello &lt;tv&gt;."
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_none_the_worse(folder: Path) -> None:
    (folder / "__pycache__").write_text("a file is in the way")

    assert hello(make_environment(folder)) == "Hello &lt;tv&gt;."


def test_all_of_them_compile() -> None:
    compile_all()

    count = len(list(TEMPLATES.glob("*.html")))
    assert len(kept(TEMPLATES)) >= count


def test_setup_compiles_them() -> None:
    subprocess.run(
        [sys.executable, "-m", "hearth.web.pages.parts.templates"], check=True
    )

"""Texts: the same in every language, and none anywhere else."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hearth.web
from hearth.web.texts import LANGUAGES, Texts, choose_language

WEB = Path(hearth.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
MODULES = sorted((WEB / "pages").rglob("*.py"))

# Accept-Language               cookie   chosen
CHOICES = [
    (None,                       None,    "en"),
    ("de-AT,de;q=0.9,en;q=0.8",  None,    "de"),
    ("en-GB,de;q=0.9",           None,    "en"),
    ("fr,de;q=0.5,en;q=0.4",     None,    "de"),
    ("fr",                       None,    "en"),
    ("de;q=0,en;q=0.1",          None,    "en"),
    ("de;q=x, ,;;,en",           None,    "en"),
    ("en",                       "de",    "de"),
    ("de",                       "<b>",   "de"),
]  # fmt: skip


@pytest.mark.parametrize(("accepted", "cookie", "chosen"), CHOICES)
def test_the_language_is_the_chosen_one_or_the_browsers(
    accepted: str | None, cookie: str | None, chosen: str
) -> None:
    assert choose_language(cookie, accepted) == chosen


def test_a_text_takes_values_and_counts() -> None:
    english, german = Texts("en"), Texts("de")

    assert english("time.minutes", count=1) == "1 minute"
    assert english("time.minutes", count=1234) == "1,234 minutes"
    assert german("time.minutes", count=1234) == "1.234 Minuten"
    assert english("line.failed_at", step="{x}") == "Fails at {x}"
    assert english.has("nav.now")
    assert not english.has("nav.nowhere")


def test_all_languages_have_the_same_texts_with_the_same_values() -> None:
    first, *others = (dict(_texts(code)) for code in LANGUAGES)

    for other in others:
        assert other.keys() == first.keys()
        assert {k: _places(v) for k, v in other.items()} == {
            k: _places(v) for k, v in first.items()
        }


def test_no_text_is_left_in_english_by_mistake() -> None:
    english, german = dict(_texts("en")), dict(_texts("de"))
    same = {key for key, text in english.items() if german[key] == text}

    long = {key for key in same if len(english[key].split()) > 2}
    assert long == set()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_texts_of_their_own(template: Path) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", template.read_text(), flags=re.DOTALL)
    between = re.sub(r"<[^>]*>", " ", text)

    assert re.findall(r"[A-Za-z]{2,}", between) == []
    assert re.findall(r'(?:aria-label|title|alt|placeholder)="\s*\w', text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_keep_the_content_security_policy(template: Path) -> None:
    text = template.read_text()

    assert not re.search(r"\sstyle=|<style|\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)


def test_every_key_that_is_named_exists_and_every_text_is_used() -> None:
    keys = dict(_texts("en")).keys()
    code = "\n".join(path.read_text() for path in (*TEMPLATES, *MODULES))
    named = set(re.findall(r"\bt(?:exts)?\(\s*\"([a-z0-9_.]+)\"\s*[,)]", code))
    whole = {key.removesuffix(".one").removesuffix(".other") for key in keys}

    assert named <= whole
    stems = {f"{start}." for start in re.findall(r"[\"']([a-z_]+)\.[\"'{]", code)}
    stems |= {"headline.", "outcome.", "picture.", "margin.", "manner.", "judge."}
    stems |= {"freeze.", "time.", "number.", "line.", "reason."}
    assert {k for k in whole - named if not k.startswith(tuple(stems))} == set()


def _texts(language: str) -> Iterator[tuple[str, str]]:
    file = WEB / "catalogue" / f"{language}.toml"
    yield from _flat(tomllib.loads(file.read_text(encoding="utf-8")), "")


def _flat(table: dict[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")


def _places(text: str) -> set[str]:
    found = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return found - {"count"}  # "once" says it without a figure


# Reasons


def said_in_code() -> set[str]:
    """Give every text in the card server's code, ``*`` standing for a value."""
    said: set[str] = set()
    for room in ("core", "net", "wire", "daemon.py"):
        path = WEB.parent / room
        for file in [path] if path.is_file() else path.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    said.add(node.value)
                elif isinstance(node, ast.JoinedStr):
                    said.add("".join(map(_shape, node.values)))
    return said


def _shape(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "*"


def test_every_reason_is_one_that_the_card_server_gives() -> None:
    said = said_in_code()
    reasons = {k: t for k, t in _texts("en") if k.startswith("reason.")}

    assert len(reasons) > 30
    for key, text in reasons.items():
        shape = re.sub(r"\{\w+\}", "*", text).removeprefix("*")  # "wrong one; ..."
        assert {shape, f"*{shape}"} & said, key


def test_a_reason_is_said_in_the_language_with_its_values() -> None:
    de, en = Texts("de"), Texts("en")
    refuses = (
        "card.home.lan refuses connections at port 12000: no card server runs there,"
        " or it listens on another port"
    )
    waits = "wrong password; this address has to wait 60 s after so many wrong ones"

    assert de.reason(refuses).startswith("card.home.lan lehnt Verbindungen an Port 120")
    assert de.reason(waits).startswith("falsches Passwort; diese ")
    assert de.reason(waits).endswith(" 60 s warten")
    assert de.reason("no answer after 5000 ms") == "keine Antwort nach 5000 ms"
    for said in (refuses, waits, "anything {else} of 'others'", ""):
        assert en.reason(said) == said
    assert de.reason("anything {else} of 'others'") == "anything {else} of 'others'"


@given(st.text(max_size=80))
def test_what_another_program_says_stays_as_it_is(text: str) -> None:
    assert Texts("de").reason(f"({text})") == f"({text})"

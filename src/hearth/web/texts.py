"""
Every text of the pages, in the languages of the home.

One TOML file a language in ``catalogue/``; a key is the path of tables to a
text, joined by dots. ``{name}`` stands for a value. A table of ``one`` and
``other`` is one text in two forms, chosen by the value ``count``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}  # each in its own words
DEFAULT: Final = "en"
FORMS: Final = frozenset({"one", "other"})
REASON: Final = "reason."
MAX_HEADER: Final = 1000  # characters; browsers send 100


class Texts:
    """
    The texts of one language.

    Args:
        language: One of `LANGUAGES`.

    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts = _catalogue(language)

    def __call__(self, key: str, **values: object) -> str:
        """
        Give a text, with values in their places.

        Raises:
            KeyError: There is no such text.

        """
        text = self._texts[key]
        if not isinstance(text, str):
            text = text["one" if values.get("count") == 1 else "other"]
        if not values:
            return text
        return text.format(**{name: self._shown(v) for name, v in values.items()})

    def reason(self, said: str) -> str:
        """
        Say a reason that the card server has given, in this language.

        What it says is in English, with values in it; what is none of our
        sentences, another program's for instance, stays as it is.
        """
        if self.language == DEFAULT:
            return said
        for pattern, key in _reasons():
            found = pattern.fullmatch(said)
            if found is None:
                continue
            given = found.groupdict()
            if "why" in given:  # a sentence in a sentence
                given["why"] = self.reason(given["why"])
            return self(key, **given)
        return said

    def has(self, key: str) -> bool:
        """Tell whether there is a text of that key."""
        return key in self._texts

    def _shown(self, value: object) -> object:
        """Give whole numbers the language's signs between thousands."""
        if type(value) is int:
            return f"{value:,}".replace(",", str(self._texts["number.thousands"]))
        return value


def choose_language(cookie: str | None, accepted: str | None) -> str:
    """
    Choose a language.

    Args:
        cookie: What somebody chose on the page; counts most if we have it.
        accepted: The browser's Accept-Language.

    Source:
        RFC 9110, 12.5.4 (Accept-Language), 12.4.2 (quality values).

    """
    if cookie in LANGUAGES:
        return str(cookie)
    wishes = sorted(_wishes(accepted or ""), key=lambda wish: -wish[1])
    return next((name for name, q in wishes if q > 0 and name in LANGUAGES), DEFAULT)


def _wishes(accepted: str) -> Iterator[tuple[str, float]]:
    for part in accepted[:MAX_HEADER].split(","):
        name, _, parameter = part.partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            wanted = float(quality) if quality else 1.0
        except ValueError:
            continue
        yield name.strip().partition("-")[0].lower(), wanted


Text = str | Mapping[str, str]


@cache
def _catalogue(language: str) -> Mapping[str, Text]:
    file = files("hearth.web").joinpath("catalogue", f"{language}.toml")
    return dict(_flat(tomllib.loads(file.read_text(encoding="utf-8")), ""))


@cache
def _reasons() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give our reasons as patterns, those that say most first."""
    texts = {k: str(v) for k, v in _catalogue(DEFAULT).items() if k.startswith(REASON)}
    return tuple(
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text))), key)
        for key, text in sorted(texts.items(), key=lambda item: -len(item[1]))
    )


def _flat(table: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        if isinstance(value, str) or (
            isinstance(value, dict) and value.keys() == FORMS
        ):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")

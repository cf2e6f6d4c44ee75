"""
Lines that are none of this language: what they are instead.

A name that is misspelt, a colon that is missing, or the file of another
program, given by mistake or pasted in. Another program's lines are counted
and said once: a person with the wrong file needs one sentence, not a hundred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from hearth.config.language.directives import MAX_WORDS, look_up
from hearth.config.language.problems import Problems, Trouble
from hearth.config.language.statements import OtherStatement, Token
from hearth.diagnostics import Span

MAX_LINE: Final = 8192  # characters; a list of 400 channels to deny fits

_URLS: Final = ("http://", "https://", "ftp://")
_OSCAM_SECTIONS: Final = frozenset(
    {
        "account", "anticasc", "cache", "camd33", "camd35", "cccam", "constcw",
        "cs357x", "cs378x", "dvbapi", "emu", "gbox", "ghttp", "global", "lcd",
        "monitor", "newcamd", "protocol", "radegast", "reader", "scam", "serial",
        "streamrelay", "webif",
    }
)  # fmt: skip
_OSCAM_KEYS: Final = frozenset(
    {
        "au", "audisabled", "blockemm-g", "blockemm-s", "blockemm-u", "boxkey", "caid",
        "cacheex", "cccmaxhops", "cccreshare", "cccversion", "device", "emmcache",
        "enable", "group", "hostname", "httpport", "httppwd", "httpuser", "ident",
        "inactivitytimeout", "key", "label", "logfile", "mhz", "cardmhz", "nodeid",
        "password", "protocol", "pwd", "reconnecttimeout", "serverip", "services",
        "user", "version",
    }
)  # fmt: skip
# What only MultiCS has, and what others could have too.
_MULTICS: Final = frozenset(
    {
        "CCCAM PORT", "CCCAM PROFILES", "CCCAM VERSION", "CCCAM NODEID", "CCCAM3 PORT",
        "MGCAMD PORT", "MGCAMD PROFILES", "NEWCAMD CLIENTID", "CAMD35 PORT",
        "CS378X PORT", "CACHE PORT", "CACHE PEER", "CACHE AUTOADD", "CACHE FILTER",
        "DCW TIMEOUT", "DCW STATS", "ENABLE CACHEEX",
    }
)  # fmt: skip
_MULTICS_TOO: Final = frozenset(
    {
        "CAID", "FILE CHANNELINFO", "FILE PROVIDERINFO", "HTTP PASS", "HTTP PORT",
        "HTTP USER", "KEY", "LOGLEVEL", "NODEID", "PORT", "PROVIDERS", "SERVER MAX",
        "SERVER TIMEOUT", "TELNET PASS", "TELNET PORT", "TELNET USER", "USER",
    }
)  # fmt: skip
_FILES: Final = (
    Trouble.OSCAM_FILE,
    Trouble.MULTICS_FILE,
    Trouble.NEWCAMD_LIST,
    Trouble.SIDE_FILE_LINE,
    Trouble.WEB_PAGE,
)


class _Guess(NamedTuple):
    """Whose line it may be, and whether nobody else has such lines."""

    files: tuple[Trouble, ...]
    is_certain: bool


def note_others(others: Iterable[OtherStatement], problems: Problems) -> None:
    """
    Note what each line is that is none of this language.

    Args:
        others: All of them, in the order of the file.
        problems: Takes what they are instead.

    """
    unnamed: list[tuple[OtherStatement, _Guess]] = []
    for statement in others:
        content = statement.content
        intended = None
        if len(content.text) > MAX_LINE:
            problems.add(Trouble.LINE_TOO_LONG, content.span)
        elif content.text.lower().startswith(_URLS):
            problems.add(Trouble.FETCHED_LINES, content.span)
        elif intended := intended_name(content):
            problems.add(
                Trouble.MISSING_COLON,
                intended.span,
                what=intended.text,
                statement=statement,
            )
        else:
            unnamed.append((statement, _guess(statement)))
    _note_files(unnamed, problems)


def _note_files(
    unnamed: list[tuple[OtherStatement, _Guess]], problems: Problems
) -> None:
    certain = {file for _, guess in unnamed if guess.is_certain for file in guess.files}
    found: dict[Trouble, list[Span]] = {}
    for statement, guess in unnamed:
        file = next((file for file in guess.files if file in certain), None)
        if file is None and Trouble.WEB_PAGE in certain:
            file = Trouble.WEB_PAGE
        if file is not None:
            found.setdefault(file, []).append(statement.span)
        elif statement.name is not None and statement.name.text:
            problems.add(
                Trouble.UNKNOWN_DIRECTIVE, statement.name.span, statement=statement
            )
        else:
            problems.add(Trouble.UNREADABLE_LINE, statement.span)
    for file in _FILES:
        if file in found:
            first, *more = found[file]
            problems.add(file, first, what=str(len(more)))


_NOBODY: Final = _Guess((), is_certain=False)


def _guess(statement: OtherStatement) -> _Guess:
    text = statement.content.text
    if text[0] == "[":
        return _guess_section(text)
    if text[0] == "<" and _pattern(_HTML).match(text):
        return _Guess((Trouble.WEB_PAGE,), is_certain=True)
    if _pattern(_SIDE_FILE).match(text):
        return _Guess((Trouble.SIDE_FILE_LINE,), is_certain=True)
    equals = _pattern(_KEY_AND_VALUE).match(text) if "=" in text else None
    if equals:
        is_list = equals[1].startswith("CWS")
        file = Trouble.NEWCAMD_LIST if is_list else Trouble.OSCAM_FILE
        return _Guess((file,), is_certain=is_list or equals[1] in _OSCAM_KEYS)
    name = " ".join(statement.name.text.upper().split()) if statement.name else ""
    if name in _MULTICS or name in _MULTICS_TOO:
        return _Guess((Trouble.MULTICS_FILE,), is_certain=name in _MULTICS)
    return _NOBODY


def _guess_section(text: str) -> _Guess:
    found = _pattern(_SECTION).match(text)
    if found is None:
        return _NOBODY
    if found[1].lower() in _OSCAM_SECTIONS:
        return _Guess((Trouble.OSCAM_FILE,), is_certain=True)
    return _Guess((Trouble.OSCAM_FILE, Trouble.MULTICS_FILE), is_certain=False)


def intended_name(content: Token) -> Token | None:
    """Give the name at the start of a line that lacks its colon, if it is one."""
    text = content.text
    has_letter = text[0] in "CFNLR" and text[1:2] in _AFTER_LETTER
    if has_letter and _pattern(_LINE_WITHOUT_COLON).match(text):
        return content.part(0, 1)
    words = _pattern(_WORD).finditer(text)
    ends = [word.end() for word, _ in zip(words, range(MAX_WORDS), strict=False)]
    ends.append(text.find("="))
    for end in reversed(ends):
        name = content.part(0, end) if end > 0 else content.part(0, 0)
        name = name.part(0, len(name.text.rstrip("=;,")))
        # One word in small letters is rather a word of a sentence.
        is_name = " " in name.text or name.text.isupper()
        directive = look_up(name.text)[0] if is_name and ":" not in name.text else None
        if directive is None:
            continue
        # ALLOW TELNET INFO : no has its colon; its name is another one.
        rest = text[end : text.find(":")] if ":" in text else ""
        if directive.secret or not rest.replace(" ", "").isalpha():
            return name
    return None


_WORD: Final = r"[^ \t\v\f]+"
_HTML: Final = r"(?i)<(!doctype|html|head|body|meta|title|div|script|style|p|table)\b"
_SECTION: Final = r"\[ *([A-Za-z][^\[\]]*?) *\]"
_KEY_AND_VALUE: Final = r"([a-z][a-z0-9_-]*|CWS[A-Z_]*)\s*="
# CCcam.channelinfo, CCcam.providers, oscam.srvid, and CCcam.prio.
_SIDE_FILE: Final = (
    r"[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,8}:[0-9A-Fa-f]{1,4}\s*\""
    r"|(0[xX])?[0-9A-Fa-f]{5,8}\s*\""
    r"|[0-9A-Fa-f]{4}([,@][0-9A-Fa-f]{4,6})*:[0-9A-Fa-f]{4}\|"
    r"|[PIpi]\s*:\s*[0-9A-Fa-f]{3,4}(:[0-9A-Fa-f]{1,6}){0,2}\s*(,|$)"
)
_AFTER_LETTER: Final = frozenset(" \t;.=")  # a colon that slipped, or is missing
_LINE_WITHOUT_COLON: Final = (
    r"F(\s+|[;.=]\s*)\S+\s+\S+(\s+[\d{].*)?$"
    r"|[CNLR](\s+|[;.=]\s*)\S+\s+\d{1,5}\s+\S"
)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern when it is first needed: most files need none of them."""
    return re.compile(text)

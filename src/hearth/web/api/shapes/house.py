"""How Hearth itself looks: its log, health, configuration; and changes and errors."""

from __future__ import annotations

from typing import Final

from hearth.diagnostics import Severity
from hearth.web.api.shapes.kinds import Kind, Many, Maybe, Part, Plain, Shape
from hearth.web.api.shapes.plain import (
    COUNT,
    FLAG,
    MAYBE_TEXT,
    SECONDS,
    TEXT,
    TIME,
)

LEVELS: Final = {"info": 20, "warning": 30, "error": 40}  # logging's numbers


def level_word(level: int) -> str:
    """Name a level of the log; what lies between counts as the one below."""
    return next((word for word in reversed(LEVELS) if LEVELS[word] <= level), "info")


LEVEL: Final = Plain({"type": "string", "enum": list(LEVELS)}, level_word)
PORT: Final = Plain({"type": "integer", "minimum": 1, "maximum": 65535}, int)
POSITION: Final = Plain({"type": "integer", "minimum": 1}, int)
SEVERITY: Final = Plain({"type": "string", "enum": [it.value for it in Severity]}, str)

LOG_LINE: Final = Shape(
    "LogLine",
    "A line of the log.",
    (
        Part("number", COUNT, "Grows with each."),
        Part("at", TIME),
        Part("level", LEVEL),
        Part("text", TEXT),
    ),
)

LOG: Final = Shape(
    "Log",
    "The last lines of the log, the oldest first.",
    (Part("lines", Many(LOG_LINE)),),
)

MEMORY: Final = Shape(
    "Memory",
    "How much memory Hearth had at a moment.",
    (Part("at", TIME), Part("resident_bytes", COUNT)),
)

HEALTH: Final = Shape(
    "Health",
    "How Hearth itself is doing.",
    (
        Part("at", TIME),
        Part("started", TIME),
        Part("memory", Many(MEMORY), "The latest last."),
        Part("loop_delay_s", SECONDS, "The event loop's worst delay in a minute."),
        Part("remembers", FLAG, "Whether there is a history."),
        Part("database_bytes", COUNT),
        Part("history_problem", MAYBE_TEXT, "Why the history is not written."),
    ),
)

ABOUT: Final = Shape(
    "About",
    "Which Hearth this is, and where receivers find it.",
    (
        Part("version", TEXT),
        Part("node_id", Plain({"type": "string", "pattern": "^[0-9a-f]{16}$"}, str)),
        Part(
            "configuration",
            TEXT,
            "The CCcam.cfg in use.",
            lambda home, _: str(home.configuration),
        ),
        Part(
            "server_port",
            Maybe(PORT),
            "Where receivers log in.",
            lambda home, _: home.server_port(),
        ),
        Part(
            "server_addresses", Many(TEXT), take=lambda home, _: home.server_addresses()
        ),
    ),
)


def _item(name: str, kind: Kind, about: str = "") -> Part:
    """Declare a part of what the report of the configuration says in JSON."""
    return Part(name, kind, about, lambda value, _: value[name])


PLACE_PARTS: Final = tuple(
    _item(name, POSITION) for name in ("line", "column", "end_line", "end_column")
)

EDIT: Final = Shape(
    "Edit",
    "A piece of text that takes the place of another; secrets in it are masked.",
    (*PLACE_PARTS, _item("text", TEXT)),
)

FIX: Final = Shape(
    "Fix",
    "What would mend a finding.",
    (
        _item("description", TEXT),
        _item("safe", FLAG, "Whether it may be done unasked."),
        _item("edits", Many(EDIT)),
    ),
)

FINDING: Final = Shape(
    "Finding",
    "Something that there is to say about the configuration, as hearth check does."
    " Lines and columns are from 1; the end is the column after the last character.",
    (
        _item("file", TEXT),
        *PLACE_PARTS,
        _item("code", TEXT),
        _item("name", TEXT, "The code in words."),
        _item("severity", SEVERITY),
        _item("message", TEXT),
        _item("why", TEXT),
        _item("help", TEXT),
        _item("fix", Maybe(FIX)),
    ),
)

LEFT_OUT: Final = Shape(
    "LeftOut",
    "How many findings of a code there are besides those that are told.",
    (
        Part("code", TEXT, take=lambda pair, _: pair[0]),
        Part("count", COUNT, take=lambda pair, _: pair[1]),
    ),
)

FINDINGS: Final = Shape(
    "Findings",
    "What there is to say about the CCcam.cfg, in its order.",
    (
        Part("file", TEXT),
        Part("findings", Many(FINDING)),
        Part("left_out", Many(LEFT_OUT)),
    ),
)

FREEZE: Final = Shape(
    "Freeze",
    "A mark in the journal: somebody saw the picture freeze.",
    (Part("receiver", TEXT), Part("at", TIME)),
)

WRONG: Final = Shape(
    "Wrong",
    "Why a request was not answered.",
    (
        Part("what", TEXT, "What is wrong."),
        Part("where", TEXT, "In which part of the request, or of Hearth."),
        Part("help", TEXT, "What to do."),
    ),
)

ERROR: Final = Shape(
    "Error",
    "What is told instead of an answer.",
    (Part("error", WRONG, take=lambda problem, _: problem),),
)

"""
Every setting that hearth.toml has.

A table, like that of the directives: the reader, the checks, the completion
of an editor and the page in the documentation all ask here. What CCcam.cfg
says too has its range, unit and default from the directive there.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hearth.config.language.directives import DIRECTIVES, Kind

NAME: Final = "hearth.toml"
LINES: Final = "lines"  # the table whose tables are named by the person: host:port
_ROOMS: Final = {"web": "interfaces.", "history": "history."}  # in the settings

NUMBER: Final = "a number"
WHOLE: Final = "a whole number"
FLAG: Final = "true or false"


class Key(NamedTuple):
    """
    One setting.

    Attributes:
        table: In which table it stands; ``lines`` is the one of each line.
        name: Its name there.
        about: What it does, as one sentence.
        kind: What its value is, in words.
        default: What holds if nothing is written.
        low: The smallest number that is taken.
        high: The largest.
        unit: Of the number, for a person to read.
        directive: The directive of CCcam.cfg that says the same, if there is one.

    """

    table: str
    name: str
    about: str
    kind: str
    default: str
    low: int = 0
    high: int = 0
    unit: str = ""
    directive: str = ""

    @property
    def path(self) -> str:
        """Its name with its table, as a person would say it."""
        table = 'lines."host:port"' if self.table == LINES else self.table
        return f"{table}.{self.name}"

    @property
    def setting(self) -> str:
        """Its name for `hearth.config.meaning.model.Settings.value`."""
        return f"{_ROOMS.get(self.table, '')}{self.name}"

    @property
    def allowed(self) -> str:
        """What its value may be, in words."""
        if self.kind == FLAG:
            return self.kind
        return f"{self.kind} from {self.low} to {self.high} {self.unit}".rstrip()


def _as_directive(name: str, about: str, directive: str, kind: str = WHOLE) -> Key:
    """Make the key of [server] or [web] that says what a directive says."""
    known = DIRECTIVES[directive]
    is_flag = known.kind is Kind.FLAG
    return Key(
        table="web" if directive.startswith("WEBINFO") else "server",
        name=name,
        about=about,
        kind=FLAG if is_flag else kind,
        default={"no": "false", "yes": "true"}.get(known.default, known.default),
        low=known.low,
        high=known.high,
        unit=known.unit,
        directive=directive,
    )


KEYS: Final = (
    _as_directive(
        "keep_alive_s",
        "How long a connection may be idle before a keepalive goes over it.",
        "KEEPALIVE TIMEOUT",
        NUMBER,
    ),
    _as_directive(
        "recv_timeout_ms",
        "How long a line has to answer an ECM before it counts as no answer.",
        "RECV TIMEOUT",
    ),
    _as_directive(
        "debug_level",
        "What the log says: 0 errors, 1 each ECM, up to 12 every message.",
        "DEBUG LEVEL",
    ),
    _as_directive(
        "external_access",
        "Whether WebInfo answers on the home network and not on this machine alone.",
        "WEBINFO ALLOW EXTERNAL ACCESS",
    ),
    Key(
        LINES,
        "retries",
        "How often an unanswered ECM is asked again on this line before the next one.",
        WHOLE,
        default="0",
        high=99,
    ),
    Key(
        "history",
        "raw_days",
        "How long every single ECM is remembered.",
        WHOLE,
        default="30",
        low=1,
        high=3650,
        unit="days",
    ),
    Key(
        "history",
        "hourly_days",
        "How long the figures of each hour are remembered.",
        WHOLE,
        default="400",
        low=1,
        high=3650,
        unit="days",
    ),
)

TABLES: Final = tuple(dict.fromkeys(key.table for key in KEYS))
BY_PLACE: Final = {(key.table, key.name): key for key in KEYS}
BY_DIRECTIVE: Final = {key.directive: key for key in KEYS if key.directive}

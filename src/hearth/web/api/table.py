"""Every endpoint: from this table both the routes and the document are made."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from hearth.observe.history.views import NoteKind
from hearth.web.api.answers import ecms, house, memory, now
from hearth.web.api.endpoint import Endpoint
from hearth.web.api.parameters import Choice, Number, Parameter, Text, Whole
from hearth.web.api.shapes import house as house_shapes
from hearth.web.api.shapes import memory as memory_shapes
from hearth.web.api.shapes import now as now_shapes
from hearth.web.api.shapes.plain import CHANNEL_PATTERN, word_of

LAST_MOMENT: Final = 4102444800  # 2100-01-01: what ends later is a slip
LARGEST_NUMBER: Final = 10**15  # of the history in 2100: 4 * 10**13
MAX_NAME: Final = 256  # characters: a host's name has 253
MAX_ROWS: Final = 500
MAX_BUCKETS: Final = 1000  # a wall screen has two pixels for each
MAX_AROUND_S: Final = 300

MISFIT: Final = HTTPStatus.BAD_REQUEST  # a span that ends before it begins
MISSING: Final = HTTPStatus.NOT_FOUND
UNAVAILABLE: Final = HTTPStatus.SERVICE_UNAVAILABLE

_NAME: Final = Text(MAX_NAME)
_MOMENT: Final = Number(0, LAST_MOMENT)
_KEY: Final = Text(
    23, CHANNEL_PATTERN, "CAID:PROVIDER:SID in upper-case hex, like 4ADA:000000:1234"
)

NAME: Final = Parameter("name", _NAME, "Its name, as elsewhere here.", in_path=True)
KEY: Final = Parameter("key", _KEY, "CAID:PROVIDER:SID.", in_path=True)
SPAN: Final = (
    Parameter("begin", _MOMENT, "Unix seconds; a day before the end if not given."),
    Parameter("end", _MOMENT, "Unix seconds, not included; now if not given."),
)
RECEIVER: Final = Parameter("receiver", _NAME, "Only this receiver's.")
LINE: Final = Parameter("line", _NAME, "Only this line's; times are its own then.")
CHANNEL: Final = Parameter("channel", _KEY, "Only this channel's.")
FILTERS: Final = (RECEIVER, LINE, CHANNEL)


def _limit(default: int, most: int = MAX_ROWS) -> Parameter:
    return Parameter("limit", Whole(1, most), "How many at most.", default)


ENDPOINTS: Final = (
    Endpoint(
        path="/status",
        summary="Everything that is true now.",
        answer=now_shapes.STATUS,
        handler=now.status,
    ),
    Endpoint(
        path="/receivers",
        summary="Every receiver.",
        answer=now_shapes.RECEIVERS,
        handler=now.receivers,
    ),
    Endpoint(
        path="/receivers/{name}",
        summary="One receiver.",
        answer=now_shapes.RECEIVER,
        handler=now.receiver,
        parameters=(NAME,),
        may_fail=(MISSING,),
    ),
    Endpoint(
        path="/receivers/{name}/around",
        summary="What happened to a receiver before a moment, as for a freeze.",
        answer=memory_shapes.AROUND,
        handler=memory.around,
        parameters=(
            NAME,
            Parameter("at", _MOMENT, "Unix seconds; now if not given."),
            Parameter("seconds", Whole(1, MAX_AROUND_S), "How long before.", 30),
        ),
        may_fail=(MISSING, UNAVAILABLE),
    ),
    Endpoint(
        path="/receivers/{name}/freeze",
        summary="Mark that somebody saw this receiver's picture freeze just now.",
        answer=house_shapes.FREEZE,
        handler=house.freeze,
        parameters=(NAME,),
        method="POST",
        status=HTTPStatus.CREATED,
        may_fail=(MISSING,),
    ),
    Endpoint(
        path="/lines",
        summary="Every line.",
        answer=now_shapes.LINES,
        handler=now.lines,
    ),
    Endpoint(
        path="/lines/{name}",
        summary="One line.",
        answer=now_shapes.LINE,
        handler=now.line,
        parameters=(NAME,),
        may_fail=(MISSING,),
    ),
    Endpoint(
        path="/cards",
        summary="Every card of every line.",
        answer=now_shapes.CARDS,
        handler=now.cards,
    ),
    Endpoint(
        path="/channels",
        summary="What was asked for, the most asked first.",
        answer=memory_shapes.CHANNELS,
        handler=memory.channels,
        parameters=(*SPAN, _limit(200)),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/channels/{key}",
        summary="One channel, with its figures.",
        answer=memory_shapes.ONE_CHANNEL,
        handler=memory.channel,
        parameters=(KEY, *SPAN),
        may_fail=(MISFIT, MISSING, UNAVAILABLE),
    ),
    Endpoint(
        path="/ecms",
        summary="Single questions, the newest first.",
        answer=memory_shapes.ECMS,
        handler=ecms.ecms,
        parameters=(
            *FILTERS,
            Parameter(
                "outcome",
                Choice(("all", "good", "failed")),
                "Those that got control words, or that did not.",
                "all",
            ),
            *SPAN,
            Parameter(
                "before",
                Whole(0, LARGEST_NUMBER),
                "Only older ones than that of this number, of the same source.",
            ),
            _limit(100),
            Parameter(
                "source",
                Choice((ecms.HISTORY, ecms.LIVE)),
                "The history, which is half a minute late, or the last 2000;"
                " if not given the history, where there is one.",
            ),
        ),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/history/chart",
        summary="How questions ended and how long they took, step by step.",
        answer=memory_shapes.CHART,
        handler=memory.chart,
        parameters=(
            *FILTERS,
            *SPAN,
            Parameter(
                "buckets", Whole(1, MAX_BUCKETS), "About how many steps at most.", 200
            ),
        ),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/history/figures",
        summary="The same for the whole span.",
        answer=memory_shapes.SPAN_FIGURES,
        handler=memory.figures,
        parameters=(*FILTERS, *SPAN),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/availability",
        summary="When a line was there, and why not.",
        answer=memory_shapes.AVAILABILITY,
        handler=memory.availability,
        parameters=(
            Parameter("line", _NAME, "Its name, as elsewhere here.", required=True),
            *SPAN,
        ),
        may_fail=(MISFIT, MISSING, UNAVAILABLE),
    ),
    Endpoint(
        path="/journal",
        summary="What was watched, the newest first.",
        answer=memory_shapes.JOURNAL,
        handler=memory.journal,
        parameters=(RECEIVER, *SPAN, _limit(100)),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/notes",
        summary="What happened, the newest first: restarts, reloads, freezes, lines.",
        answer=memory_shapes.NOTES,
        handler=memory.notes,
        parameters=(
            Parameter("kind", Choice([word_of(it) for it in NoteKind]), "Only these."),
            *SPAN,
            _limit(100),
        ),
        may_fail=(
            MISFIT,
            UNAVAILABLE,
        ),
    ),
    Endpoint(
        path="/log",
        summary="The last lines of the log, the oldest first.",
        answer=house_shapes.LOG,
        handler=house.log,
        parameters=(
            Parameter("after", Whole(0, LARGEST_NUMBER), "Only later numbers.", 0),
            Parameter(
                "level",
                Choice(list(house_shapes.LEVELS)),
                "This one and above.",
                "info",
            ),
            Parameter("text", _NAME, "Only lines with this in them."),
            _limit(200, 1000),
        ),
    ),
    Endpoint(
        path="/health",
        summary="How Hearth itself is doing.",
        answer=house_shapes.HEALTH,
        handler=house.health,
    ),
    Endpoint(
        path="/about",
        summary="Which Hearth this is, and where receivers find it.",
        answer=house_shapes.ABOUT,
        handler=house.about,
    ),
    Endpoint(
        path="/configuration/findings",
        summary="What there is to say about the CCcam.cfg, read anew.",
        answer=house_shapes.FINDINGS,
        handler=house.findings,
        may_fail=(UNAVAILABLE,),
    ),
)

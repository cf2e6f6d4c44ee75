"""How what is remembered looks: figures, charts, the journal, notes."""

from __future__ import annotations

from typing import Final

from hearth.observe.history.views import LineState, NoteKind
from hearth.observe.live.views import Outcome
from hearth.web.api.shapes.kinds import Many, Maybe, Part, Plain, Shape
from hearth.web.api.shapes.now import ECM, ECM_AROUND, SERVICE_PARTS, service_parts
from hearth.web.api.shapes.plain import (
    COUNT,
    MAYBE_SECONDS,
    MAYBE_TEXT,
    SECONDS,
    SECONDS_IF_KNOWN,
    SHARE,
    TEXT,
    TIME,
    one_of,
    word_of,
)

LINK: Final = Plain({"type": "string", "enum": ["wired", "wireless"]}, str)

SPAN_PARTS: Final = (
    Part("begin", TIME, "From this moment on."),
    Part("end", TIME, "Up to, not including."),
)

ECMS: Final = Shape(
    "Ecms",
    "Questions, the newest first.",
    (
        Part(
            "source",
            TEXT,
            "Numbers of the history and of what is live are not the same.",
        ),
        Part("ecms", Many(ECM)),
        Part("before", Maybe(COUNT), "Asks for what is older; null: there is no more."),
    ),
)


def _times(outcome: Outcome) -> Part:
    return Part(
        word_of(outcome),
        COUNT,
        take=lambda figures, _: figures.outcomes.get(outcome, 0),
    )


OUTCOMES: Final = Shape(
    "Outcomes",
    "How often each end came.",
    tuple(_times(outcome) for outcome in Outcome),
)

FIGURES: Final = Shape(
    "Figures",
    "How many questions ended how, and how long the good ones took: of a line what"
    " it took itself, of all else what receivers waited. Within 5 %.",
    (
        Part("asked", COUNT),
        Part("answered", COUNT, "Those that got control words."),
        Part("failed", COUNT, "Those that did not."),
        Part("outcomes", OUTCOMES, take=lambda figures, _: figures),
        Part("missed", COUNT, "Of a line: what it failed, whoever answered instead."),
        Part("p50_s", SECONDS_IF_KNOWN),
        Part("p95_s", SECONDS_IF_KNOWN),
        Part("p99_s", SECONDS_IF_KNOWN),
        Part("spread_s", SECONDS, "p95 less p50."),
        Part("worst_s", SECONDS_IF_KNOWN),
    ),
)

SPAN_FIGURES: Final = Shape(
    "SpanFigures",
    "The figures of a span of time.",
    (*SPAN_PARTS, Part("figures", FIGURES)),
)

BUCKET: Final = Shape(
    "Bucket",
    "One step of a chart.",
    (
        *SPAN_PARTS,
        Part("asked", COUNT),
        Part("failed", COUNT),
        Part("p50_s", SECONDS_IF_KNOWN, "null where nothing was answered."),
        Part("p95_s", SECONDS_IF_KNOWN),
        Part("p99_s", SECONDS_IF_KNOWN),
        Part("worst_s", SECONDS_IF_KNOWN),
    ),
)

CHART: Final = Shape(
    "Chart",
    "A span of time, step after step.",
    (*SPAN_PARTS, Part("buckets", Many(BUCKET))),
)

CHANNEL: Final = Shape(
    "Channel",
    "A service that was asked for, with its figures.",
    (
        *service_parts(lambda channel: channel.key),
        Part("period_s", MAYBE_SECONDS, "Its crypto period, once it is learnt."),
        Part("figures", FIGURES),
    ),
)

CHANNELS: Final = Shape(
    "Channels",
    "What was asked for in a span of time, the most asked first.",
    (*SPAN_PARTS, Part("channels", Many(CHANNEL))),
)

ONE_CHANNEL: Final = Shape(
    "OneChannel",
    "A channel's figures in a span of time.",
    (*SPAN_PARTS, *CHANNEL.parts),
)

LINE_SPAN: Final = Shape(
    "LineSpan",
    "A line was in one state.",
    (
        *SPAN_PARTS,
        Part("state", one_of(LineState)),
        Part("step", MAYBE_TEXT, "Where the connection failed."),
        Part("reason", MAYBE_TEXT),
    ),
)

AVAILABILITY: Final = Shape(
    "Availability",
    "How much of a span of time a line was there.",
    (
        *SPAN_PARTS,
        Part("line", TEXT),
        Part("share", Maybe(SHARE), "Of the time of which something is known."),
        Part(
            "spans",
            Many(LINE_SPAN),
            "The whole, piece after piece; the latest 2000 of them.",
        ),
    ),
)

VIEWING: Final = Shape(
    "Viewing",
    "A receiver asked for a service, from the first question to the last.",
    (
        Part("receiver", TEXT),
        *SERVICE_PARTS,
        *SPAN_PARTS,
        Part(
            "link",
            Maybe(LINK, lambda link: not link),
            "How it is connected, where known.",
        ),
        Part("asked", COUNT),
        Part("failed", COUNT),
    ),
)

JOURNAL: Final = Shape(
    "Journal",
    "What was watched in a span of time, the newest first.",
    (*SPAN_PARTS, Part("viewings", Many(VIEWING))),
)

NOTE: Final = Shape(
    "Note",
    "Something that happened.",
    (
        Part("number", COUNT, "Grows with time."),
        Part("at", TIME),
        Part("kind", one_of(NoteKind)),
        Part("text", TEXT),
        Part("receiver", MAYBE_TEXT),
        Part("line", MAYBE_TEXT),
        Part("step", MAYBE_TEXT),
        Part("address", MAYBE_TEXT),
        Part("times", COUNT, "How often, within half a minute from then on."),
    ),
)

NOTES: Final = Shape(
    "Notes",
    "What happened in a span of time, the newest first.",
    (*SPAN_PARTS, Part("notes", Many(NOTE))),
)

AROUND: Final = Shape(
    "Around",
    "What happened to a receiver before a moment, the oldest first.",
    (
        *SPAN_PARTS,
        Part("receiver", TEXT),
        Part("ecms", Many(ECM_AROUND)),
        Part("notes", Many(NOTE), "Of half a minute ago and before."),
    ),
)

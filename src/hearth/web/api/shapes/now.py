"""How what is true now looks: the status, receivers, lines, cards, single ECMs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from hearth.dvb import provider_ids
from hearth.observe.live.verdicts import lead_of
from hearth.observe.live.views import HeadlineKind, Manner, Margin, Outcome, Picture
from hearth.observe.periods import ServiceKey
from hearth.web.api.shapes.kinds import Many, Maybe, Part, Shape
from hearth.web.api.shapes.plain import (
    CAID,
    CHANNEL,
    COUNT,
    FLAG,
    MAYBE_SECONDS,
    MAYBE_TEXT,
    PROVIDER,
    RATIO,
    SECONDS,
    SECONDS_IF_KNOWN,
    SERVICE,
    TEXT,
    TIME,
    TIME_OR_NEVER,
    one_of,
)


def service_parts(key_of: Callable[[Any], ServiceKey]) -> tuple[Part, ...]:
    """Give the parts that tell a service, found in a value by its key."""
    return (
        Part(
            "channel",
            CHANNEL,
            "CAID, provider and service as one key.",
            lambda value, _: key_of(value),
        ),
        Part(
            "channel_name",
            MAYBE_TEXT,
            take=lambda value, home: home.channel_name(*key_of(value)),
        ),
        Part("ca_system_id", CAID, take=lambda value, _: key_of(value)[0]),
        Part("provider_id", PROVIDER, take=lambda value, _: key_of(value)[1]),
        Part("service_id", SERVICE, take=lambda value, _: key_of(value)[2]),
    )


def _own_key(value: Any) -> ServiceKey:
    """Give what `Ecm`, `Watching` and `Viewing` have as three fields."""
    return value.ca_system_id, value.provider_id, value.service_id


SERVICE_PARTS: Final = service_parts(_own_key)

_ECM_PARTS: Final = (
    Part("at", TIME, "When it was answered, or given up."),
    Part("receiver", TEXT),
    *SERVICE_PARTS,
    Part("outcome", one_of(Outcome)),
    Part("is_good", FLAG, "Whether the receiver got control words."),
    Part("line", MAYBE_TEXT, "Which answered, or was asked last."),
    Part("hop", COUNT, "1: the card is in the server at the line's other end."),
    Part("total_s", SECONDS, "From the receiver's question to its answer."),
    Part("queue_s", SECONDS, "Of that, waiting for the line to be free."),
    Part("line_s", SECONDS, "Of that, network and card."),
    Part("rest_s", SECONDS, "Of that, what remains: Hearth itself."),
    Part(
        "joined",
        FLAG,
        "It waited with the same question of another receiver, whose times"
        " queue_s and line_s are.",
    ),
    Part("wait_s", SECONDS, "If it joined: how long it waited."),
)

ECM: Final = Shape(
    "Ecm",
    "A receiver's question, and how it ended.",
    (Part("number", COUNT, "Grows with each."), *_ECM_PARTS),
)

ECM_AROUND: Final = Shape(
    "EcmAround",
    "A question, from the history or live, whose numbers differ: it has none.",
    _ECM_PARTS,
)

HEADLINE: Final = Shape(
    "Headline",
    "Whether all is well, and if not what is wrong.",
    (
        Part("kind", one_of(HeadlineKind)),
        Part("since", TIME_OR_NEVER),
        Part("receiver", MAYBE_TEXT, "Whom it is about."),
        Part("line", MAYBE_TEXT),
        Part("step", MAYBE_TEXT, "Where the line failed."),
        Part("reason", MAYBE_TEXT, "Why, in the words of whoever gave it."),
        Part("count", COUNT, "How many are concerned, or watching if all is well."),
    ),
)

TRIP: Final = Shape(
    "Trip",
    "How long the network takes there and back, as the system measured it.",
    (
        Part("least_s", SECONDS, "The shortest of late: the network alone."),
        Part("usual_s", SECONDS, "Smoothed, with the other end's own delay."),
        Part("jitter_s", SECONDS, "How much the last ones differ."),
    ),
)

WATCHING: Final = Shape(
    "Watching",
    "The service that a receiver asks for.",
    (*SERVICE_PARTS, Part("since", TIME_OR_NEVER)),
)

RECEIVER: Final = Shape(
    "Receiver",
    "A receiver: an account, connected or not.",
    (
        Part("name", TEXT),
        Part("is_connected", FLAG),
        Part("address", MAYBE_TEXT),
        Part("program", MAYBE_TEXT, "What it says it runs."),
        Part("since", TIME_OR_NEVER, "Connected since then, or gone."),
        Part("picture", one_of(Picture), "What is likely to be seen on its screen."),
        Part("picture_since", TIME_OR_NEVER),
        Part("trouble_at", TIME_OR_NEVER, "When it was last late or without a key."),
        Part("outcome", Maybe(one_of(Outcome)), "How its last question ended."),
        Part("watching", Maybe(WATCHING)),
        Part("last", Maybe(ECM)),
        Part("usual_s", SECONDS_IF_KNOWN, "The median of its last answers."),
        Part("p99_s", SECONDS_IF_KNOWN),
        Part("period_s", MAYBE_SECONDS, "The crypto period, once it is learnt."),
        Part(
            "lead_s",
            SECONDS,
            "How long an answer may take; of the usual period if that is not learnt.",
            lambda receiver, _: lead_of(receiver.period_s),
        ),
        Part("margin", Maybe(RATIO), "p99_s as a share of lead_s."),
        Part("verdict", Maybe(one_of(Margin)), "What the margin says."),
        Part("asked", COUNT, "Questions since midnight."),
        Part("failed", COUNT, "Of these, those that got no control words."),
        Part("emms", COUNT, "Card updates that it sent since midnight."),
        Part("emms_kept", COUNT, "Of these, those that went to no line."),
        Part("last_refusal", MAYBE_TEXT, "Why its last log-in failed."),
        Part("last_refusal_at", TIME_OR_NEVER),
        Part("trip", Maybe(TRIP), "The network to it, where the system tells."),
    ),
)

PROVIDER_OF_CARD: Final = Shape(
    "Provider",
    "A provider on a card.",
    (
        Part("provider_id", PROVIDER, take=lambda pair, _: pair[1]),
        Part("name", MAYBE_TEXT, take=lambda pair, home: home.provider_name(*pair)),
    ),
)

CARD: Final = Shape(
    "Card",
    "A card that a line has. Its serial number is not told.",
    (
        Part("ca_system_id", CAID),
        Part(
            "providers",
            Many(PROVIDER_OF_CARD),
            take=lambda card, _: [(card.ca_system_id, p) for p in provider_ids(card)],
        ),
        Part("hops", COUNT, "Servers between the line's other end and the card."),
    ),
)

LINE: Final = Shape(
    "Line",
    "A line: a server that holds cards, or passes them on.",
    (
        Part("name", TEXT),
        Part("is_up", FLAG),
        Part("is_paused", FLAG, "It failed a moment ago: others are asked first."),
        Part("since", TIME_OR_NEVER, "Up since then, or down."),
        Part("step", MAYBE_TEXT, "Where the connection failed."),
        Part("reason", MAYBE_TEXT),
        Part("cards", Many(CARD)),
        Part("hop", COUNT, "Of its last answer, or its nearest card; 0: no card."),
        Part("last_s", SECONDS_IF_KNOWN, "Network and card alone, as the next two."),
        Part("usual_s", SECONDS_IF_KNOWN, "The median of its last answers."),
        Part("p99_s", SECONDS_IF_KNOWN),
        Part("spread_s", SECONDS, "p95 less p50: small for a card nearby."),
        Part("manner", one_of(Manner), "What the spread says."),
        Part("asked", COUNT, "Since midnight."),
        Part("failed", COUNT),
        Part("connect_s", SECONDS_IF_KNOWN, "How long connecting took."),
        Part("trip", Maybe(TRIP), "The network to it, where the system tells."),
    ),
)

REFUSAL: Final = Shape(
    "Refusal",
    "A log-in that was refused, and nobody from there has logged in since.",
    (
        Part("at", TIME),
        Part("address", TEXT),
        Part("user", MAYBE_TEXT, "The name that was given."),
        Part("reason", TEXT),
    ),
)

STATUS: Final = Shape(
    "Status",
    "Everything, at one moment.",
    (
        Part("at", TIME),
        Part("started", TIME),
        Part("headline", HEADLINE),
        Part("receivers", Many(RECEIVER)),
        Part("lines", Many(LINE), "The preferred one first."),
        Part("refusals", Many(REFUSAL), "The newest first."),
    ),
)

RECEIVERS: Final = Shape(
    "Receivers",
    "Every receiver, in the order of the configuration.",
    (Part("receivers", Many(RECEIVER)),),
)

LINES: Final = Shape(
    "Lines",
    "Every line, the preferred one first.",
    (Part("lines", Many(LINE)),),
)

CARD_OF_LINE: Final = Shape(
    "CardOfLine",
    "A card, and the line that has it.",
    (
        Part("line", TEXT, take=lambda pair, _: pair[0].name),
        Part("is_up", FLAG, take=lambda pair, _: pair[0].is_up),
        Part("card", CARD, take=lambda pair, _: pair[1]),
    ),
)

CARDS: Final = Shape(
    "Cards",
    "Every card of every line.",
    (Part("cards", Many(CARD_OF_LINE)),),
)

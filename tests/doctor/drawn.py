"""
Homes drawn by lot: one fault each, within what is clearly that fault, or none.

What a fault has to be to be that fault stands beside each number: an answer
that is as slow as a card's own worst is no slow card, and a pause of Wi-Fi that
no question meets is no fault either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from hearth.lab.patient import diagnose
from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.reading import read_scenario

CHANNELS: Final = ("One", "Two", "Film", "News", "Sport", "Kids")
ROOMS: Final = ("livingroom", "kitchen", "bedroom", "kids", "study")
LINE: Final = "card.home.lan"


@dataclass(slots=True)
class Home:
    """
    A home that is being written down; every number may be set before it is.

    Attributes:
        dice: Which number is drawn next.
        minutes: How long it is looked at.
        period: The crypto period, in seconds.
        together: Whether all channels change their keys at once.
        card_ms: What the card takes.
        card: More of the card, as TOML.
        rooms: Who watches.
        zap: How long a channel is watched, in minutes; 0: for ever.
        spare: Whether there is a second line, with a card of its own.
        network_ms: To the line's server, one way.
        more: What happens, as TOML.
        top: More of the top, as TOML.

    """

    dice: Random
    minutes: int = 0
    period: float = 10.0
    together: bool = False
    card_ms: int = 0
    card: str = ""
    rooms: tuple[str, ...] = ()
    zap: int = 0
    spare: bool = False
    network_ms: float = 0.5
    more: list[str] = field(default_factory=list)
    top: str = ""

    def __post_init__(self) -> None:
        dice = self.dice
        self.minutes = dice.randint(40, 80)
        self.period = dice.choice((10.0, 10.0, 10.0, 10.0, 7.0, 12.0))
        self.card_ms = dice.randint(120, 320)
        self.rooms = ROOMS[: dice.randint(2, 5)]
        self.zap = dice.choice((0, 8, 15, 25, 40))
        self.spare = dice.random() < 0.3
        self.network_ms = dice.choice((0.3, 0.5, 2.0, 5.0))

    def happens(self, fault: str, to: str = "", **values: object) -> None:
        """Let something happen; a value is as TOML has it, `for_` is `for`."""
        lines = ["[[happens]]", f'fault = "{fault}"', *([f'to = "{to}"'] * bool(to))]
        for key, value in values.items():
            shown = str(value).lower() if isinstance(value, bool) else value
            quoted = (
                f'"{shown}"'
                if isinstance(shown, str) and shown not in _FLAGS
                else shown
            )
            lines.append(f"{key.rstrip('_')} = {quoted}")
        self.more.append("\n".join(lines))

    def text(self, name: str) -> str:
        """Write the file."""
        zap = f'zap = "{self.zap} min"' if self.zap else ""
        lead = self.dice.choice((0.5, 0.7, 0.9))
        lines = [
            f'name = "{name}"\ntells = "{name}."\nlasts = "{self.minutes} min"',
            f"seed = {self.dice.randrange(1 << 30)}",
            f"channels = {list(CHANNELS)}".replace("'", '"'),
            self.top,
            f'[broadcast]\nperiod = "{self.period:g} s"',
            f'lead = "{lead * self.period:g} s"',
            f"together = {str(self.together).lower()}",
            f'[[card]]\nname = "card"\ntime = "{self.card_ms} ms"\n{self.card}',
            *(['[[card]]\nname = "spare"\ntime = "230 ms"'] if self.spare else []),
            f'[[line]]\nname = "{LINE}"\nnetwork = "{self.network_ms} ms"',
            *(['[[line]]\nname = "spare.home.lan"\ncard = "spare"'] * self.spare),
        ]
        for number, room in enumerate(self.rooms):
            first = CHANNELS[number:] + CHANNELS[:number]
            channels = str(list(first)).replace("'", '"')
            lines.append(f'[[receiver]]\nname = "{room}"\nchannels = {channels}\n{zap}')
        return "\n".join([*lines, *self.more])


_FLAGS: Final = ("true", "false")
Draw = Callable[[Home], None]


def minutes(dice: Random, least: float, most: float) -> str:
    return f"{dice.uniform(least, most):.1f} min"


def ms(dice: Random, least: int, most: int) -> str:
    return f"{dice.randint(least, most)} ms"


def share(dice: Random, least: int, most: int) -> str:
    return f"{dice.randint(least, most)} %"


def some_time(home: Home, least: float = 8.0) -> dict[str, str]:
    """All along, from some moment on, or for a while."""
    dice = home.dice
    at = dice.uniform(4.0, home.minutes - least - 8.0)
    match dice.randrange(3):
        case 0:
            return {}
        case 1:
            return {"at": f"{at:.1f} min"}
        case _:
            return {
                "at": f"{at:.1f} min",
                "for_": minutes(dice, least, home.minutes - at - 4),
            }


def a_while(home: Home, least: float, most: float) -> dict[str, str]:
    """Begin after a while, and end within the scenario."""
    at = home.dice.uniform(5.0, home.minutes - most - 5.0)
    return {"at": f"{at:.1f} min", "for_": minutes(home.dice, least, most)}


def often(home: Home, least: float, most: float) -> dict[str, str]:
    """Come again three times or more."""
    dice = home.dice
    every = dice.uniform(max(6.0, 1.5 * most), home.minutes / 4)
    return {
        "at": minutes(dice, 2, 6),
        "for_": minutes(dice, least, most),
        "every": f"{every:.1f} min",
    }


# Cards


def slow_card(home: Home) -> None:
    # From 800 ms on artefacts are possible; a card that is asked for more than
    # half of the time has too much to do as well.
    home.rooms = home.rooms[:3]
    home.spare = False
    home.happens("slow card", "card", more=ms(home.dice, 900, 1500), **some_time(home))


def jittery_card(home: Home) -> None:
    home.spare = False
    home.happens(
        "jittery card", "card", jitter=ms(home.dice, 1200, 2500), **some_time(home, 20)
    )


def serial_card(home: Home) -> None:
    home.together, home.zap, home.spare, home.rooms = True, 0, False, ROOMS
    if home.dice.random() < 0.5:
        home.rooms = ROOMS[:4]
    home.happens("serial card", "card", time=ms(home.dice, 450, 750))


def outliers(home: Home) -> None:
    home.spare = False
    home.happens(
        "outliers",
        "card",
        share=share(home.dice, 12, 30),
        times=home.dice.randint(8, 15),
    )


def wrong_words(home: Home) -> None:
    how = home.dice.choice(("broken", "zero"))
    home.happens(
        "wrong control words", "card", share=share(home.dice, 20, 100), how=how,
        **some_time(home),
    )  # fmt: skip


def stale_words(home: Home) -> None:
    home.happens(
        "stale control words",
        "card",
        share=share(home.dice, 20, 100),
        **some_time(home),
    )


def refusals(home: Home) -> None:
    home.spare = False
    home.happens("refusals", "card", share=share(home.dice, 8, 100), **some_time(home))


def silent_card(home: Home) -> None:
    home.happens("silent card", "card", **some_time(home, 5))


def chain(home: Home) -> None:
    home.card = "serial = false\nhops = 1"
    home.spare = False
    home.happens(
        "reshared chain", "card", swing=ms(home.dice, 1200, 3500),
        each=f"{home.dice.randint(100, 400)} s", jitter=ms(home.dice, 50, 250),
    )  # fmt: skip


# Lines


def line_ends(home: Home) -> None:
    home.happens("line ends", LINE, **a_while(home, 0.3, 15))


def line_ends_for_good(home: Home) -> None:
    home.happens("line ends", LINE, at=minutes(home.dice, 5, home.minutes - 5))


def line_ends_often(home: Home) -> None:
    home.happens("line ends", LINE, **often(home, 0.2, 2))


def falls_silent(home: Home) -> None:
    home.happens("line falls silent", LINE, **a_while(home, 1, 15))


def closed_port(home: Home) -> None:
    home.happens("closed port", LINE)


def firewall_drops(home: Home) -> None:
    home.happens("firewall drops", LINE)


def firewall_rejects(home: Home) -> None:
    home.happens("firewall rejects", LINE)


def line_password(home: Home) -> None:
    home.happens("wrong password", LINE, **some_time(home, 3))


def expired(home: Home) -> None:
    home.spare = False
    home.happens("expired account", LINE, at=minutes(home.dice, 5, home.minutes - 8))


def name_unknown(home: Home) -> None:
    home.happens("name unknown", LINE)


def name_outside(home: Home) -> None:
    home.happens("name elsewhere", LINE, outside=True)


def name_elsewhere(home: Home) -> None:
    home.happens("name elsewhere", LINE)


def line_delay(home: Home) -> None:
    home.spare = False
    home.happens("delay", LINE, more=ms(home.dice, 500, 1200))


def line_jitter(home: Home) -> None:
    home.spare = False
    home.happens("jitter", LINE, jitter=ms(home.dice, 500, 1200))


def line_loss(home: Home) -> None:
    home.spare = False
    home.happens("loss", LINE, share=share(home.dice, 20, 35))


def line_pauses(home: Home) -> None:
    home.spare = False
    home.happens(
        "wifi pauses", LINE, pause=ms(home.dice, 2500, 5000),
        each=f"{home.dice.randint(12, 30)} s",
    )  # fmt: skip


# Receivers


def wifi(home: Home) -> None:
    home.happens(
        "wifi pauses", home.dice.choice(home.rooms), pause=ms(home.dice, 2500, 9000),
        each=f"{home.dice.randint(12, 40)} s", **some_time(home, 20),
    )  # fmt: skip


def receiver_jitter(home: Home) -> None:
    room = home.dice.choice(home.rooms)
    home.happens("jitter", room, jitter=ms(home.dice, 600, 2000), **some_time(home, 20))


def receiver_loss(home: Home) -> None:
    room = home.dice.choice(home.rooms)
    home.happens("loss", room, share=share(home.dice, 15, 40), **some_time(home, 25))


def receiver_password(home: Home) -> None:
    home.happens("wrong password", home.dice.choice(home.rooms), **some_time(home, 3))


def shared_account(home: Home) -> None:
    account, room = home.dice.sample(home.rooms, 2)
    home.happens("shared account", room, account=account, **some_time(home, 3))


def storm(home: Home) -> None:
    room = home.dice.choice(home.rooms)
    each = f"{home.dice.choice((0.3, 0.5, 1, 2, 5, 10, 20))} s"
    home.happens("reconnect storm", room, each=each, **some_time(home, 6))


def stops_reading(home: Home) -> None:
    # 16 kB lie unread after half an hour of answers; until then nobody can tell.
    home.minutes = 80
    at = {"at": minutes(home.dice, 4, 30)} if home.dice.random() < 0.5 else {}
    home.happens("stops reading", home.dice.choice(home.rooms), **at)


def two_feeders(home: Home) -> None:
    for room in home.dice.sample(home.rooms, 2):
        home.happens("emm feeder", room, each=f"{home.dice.randint(3, 60)} s")


# Hearth and the machine


def restarts(home: Home) -> None:
    for_s = home.dice.randint(4, 90)
    when = a_while(home, 0.1, 0.2) | {"for_": f"{for_s} s"}
    if home.dice.random() < 0.4:
        when = often(home, 0.1, 0.2) | {"for_": f"{for_s} s"}
    home.happens("hub restarts", **when)


def adapter(home: Home) -> None:
    home.happens("adapter held twice", by=home.dice.choice(("tvheadend", "CCcam")))


def debug(home: Home) -> None:
    home.happens("debug left on", log=home.dice.randint(150_000_000, 5_000_000_000))


def disk(home: Home) -> None:
    home.happens("disk full", free=home.dice.randint(0, 19_000_000))


def clock(home: Home) -> None:
    off = f"{home.dice.randint(45, 600)} min"
    home.happens("clock off", off=off, late=home.dice.random() < 0.5)


# What may be said first of each: one code, or any of several where a doctor in that
# home cannot know better.
FAULTS: Final[dict[str, tuple[Draw, frozenset[str]]]] = {
    "slow card": (slow_card, frozenset({"D305"})),
    "jittery card": (jittery_card, frozenset({"D321"})),
    "serial card": (serial_card, frozenset({"D306"})),
    "outliers": (outliers, frozenset({"D321"})),
    "wrong control words": (wrong_words, frozenset({"D303"})),
    "stale control words": (stale_words, frozenset({"D304"})),
    "refusals": (refusals, frozenset({"D302"})),
    "silent card": (silent_card, frozenset({"D301", "D111"})),
    "reshared chain": (chain, frozenset({"D307"})),
    "line ends": (line_ends, frozenset({"D104"})),
    "line ends for good": (line_ends_for_good, frozenset({"D104"})),
    "line ends often": (line_ends_often, frozenset({"D104", "D112"})),
    "line falls silent": (falls_silent, frozenset({"D105", "D113"})),
    "closed port": (closed_port, frozenset({"D104"})),
    "firewall drops": (firewall_drops, frozenset({"D105"})),
    "firewall rejects": (firewall_rejects, frozenset({"D103"})),
    "line's wrong password": (line_password, frozenset({"D107"})),
    "expired account": (expired, frozenset({"D302"})),
    "name unknown": (name_unknown, frozenset({"D101"})),
    "name outside": (name_outside, frozenset({"D102"})),
    "name elsewhere": (name_elsewhere, frozenset({"D104"})),
    "line's delay": (line_delay, frozenset({"D308"})),
    "line's jitter": (line_jitter, frozenset({"D308"})),
    "line's loss": (line_loss, frozenset({"D308", "D321"})),
    "line's pauses": (line_pauses, frozenset({"D308", "D321"})),
    "wifi pauses": (wifi, frozenset({"D309"})),
    "receiver's jitter": (receiver_jitter, frozenset({"D309"})),
    "receiver's loss": (receiver_loss, frozenset({"D309"})),
    "receiver's wrong password": (receiver_password, frozenset({"D312"})),
    "shared account": (shared_account, frozenset({"D311"})),
    "reconnect storm": (storm, frozenset({"D313"})),
    "stops reading": (stops_reading, frozenset({"D318"})),
    "two feeders": (two_feeders, frozenset({"D315"})),
    "hub restarts": (restarts, frozenset({"D314"})),
    "adapter held twice": (adapter, frozenset({"D205"})),
    "debug left on": (debug, frozenset({"D216"})),
    "disk full": (disk, frozenset({"D213"})),
    "clock off": (clock, frozenset({"D217"})),
}


# Nothing to blame


def nothing(home: Home) -> None:
    del home


def late_now_and_then(home: Home) -> None:
    # docs/ecm-time.md: 10 to 25 % at 2 to 2.5 times are a real card's own.
    home.card_ms = home.dice.randint(120, 220)
    times = home.dice.uniform(2, 2.5)
    home.card = (
        f'outliers = "{home.dice.randint(3, 25)} %"\noutlier_times = {times:.2f}'
    )


def clock_a_little_off(home: Home) -> None:
    late = home.dice.random() < 0.5
    home.happens("clock off", off=f"{home.dice.randint(10, 900)} s", late=late)


def one_reconnect(home: Home) -> None:
    room = home.dice.choice(home.rooms)
    home.happens("line ends", room, at=minutes(home.dice, 3, 30), for_="5 s")


def zapping_children(home: Home) -> None:
    home.more.append(
        '[[receiver]]\nname = "children"\nchannels = ["Kids", "One", "Two", "Film"]\n'
        f'zap = "{home.dice.randint(5, 60)} s"'
    )


def standby(home: Home) -> None:
    home.more.append('[[receiver]]\nname = "attic"\nfrom = "05:00"\nuntil = "06:00"')
    home.more.append('[[receiver]]\nname = "guest"\nfrom = "20:00"\nuntil = "20:20"')


def one_feeder(home: Home) -> None:
    each = f"{home.dice.randint(2, 60)} s"
    home.happens("emm feeder", home.dice.choice(home.rooms), each=each)


def a_little_slow(home: Home) -> None:
    home.card_ms = home.dice.randint(320, 480)
    home.rooms, home.card = home.rooms[:2], 'spread = "8 %"'


def other_periods(home: Home) -> None:
    home.period = home.dice.choice((5.0, 7.0, 15.0, 20.0))


def seconds_periods(home: Home) -> None:
    home.period, home.minutes, home.rooms = 1.0, 15, ROOMS[:2]
    home.card_ms, home.zap = home.dice.randint(20, 90), 0


def a_vpn(home: Home) -> None:
    home.network_ms = home.dice.randint(8, 35)


def spare_down(home: Home) -> None:
    home.spare = True
    home.happens("line ends", "spare.home.lan", **a_while(home, 1, 20))


def a_tvheadend(home: Home) -> None:
    home.more.append(
        '[[receiver]]\nname = "recorder"\nkind = "tvheadend"\nchannels = ["Film"]'
    )


def good_wifi(home: Home) -> None:
    home.more.append(
        '[[receiver]]\nname = "tablet"\nnetwork = "4 ms"\n'
        f'network_jitter = "{home.dice.randint(1, 15)} ms"\nnetwork_loss = "0.2 %"'
    )


def a_shared_screen(home: Home) -> None:
    home.more += [
        f'[[receiver]]\nname = "{n}"\nchannels = "One"' for n in ("a", "b", "c")
    ]


def many_channels(home: Home) -> None:
    home.together, home.rooms, home.zap = True, ROOMS, 0
    home.card_ms = home.dice.randint(50, 110)


def update_at_night(home: Home) -> None:
    home.rooms = ("livingroom",)
    home.top = 'starts = "02:00"'
    home.minutes = 60
    home.more.append('[[receiver]]\nname = "early"\nfrom = "01:00"\nuntil = "02:30"')


HEALTHY: Final[dict[str, Draw]] = {
    "nothing": nothing,
    "late now and then": late_now_and_then,
    "clock a little off": clock_a_little_off,
    "one reconnect": one_reconnect,
    "zapping children": zapping_children,
    "standby": standby,
    "one feeder": one_feeder,
    "a little slow": a_little_slow,
    "other periods": other_periods,
    "1 s periods": seconds_periods,
    "a vpn": a_vpn,
    "spare down": spare_down,
    "tvheadend": a_tvheadend,
    "good Wi-Fi": good_wifi,
    "shared screens": a_shared_screen,
    "many channels": many_channels,
    "night": update_at_night,
}


def drawn(name: str, draw: Draw, number: int) -> Scenario:
    """Draw a home of a kind; the same number, the same home."""
    home = Home(Random(f"{name} {number}"))
    draw(home)
    return read_scenario(home.text(name).encode(), file=f"{name} {number}")


def drawn_homes(
    kinds: Iterable[str], count: int, begin: int = 0
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """
    Let the doctor judge so many homes of some kinds.

    Args:
        kinds: Of `FAULTS` and `HEALTHY`.
        count: Of each.
        begin: The number of the first; others are others.

    Returns:
        The kind, the codes that were said, and whether that is right.

    """
    for kind in kinds:
        draw, codes = FAULTS.get(kind) or (HEALTHY[kind], frozenset())
        for number in range(begin, begin + count):
            causes = diagnose(drawn(kind, draw, number)).causes
            said = tuple(judged.check.code for judged in causes)
            yield kind, said, (said[:1] in {(c,) for c in codes} if codes else not said)

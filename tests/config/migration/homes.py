"""Made-up homes for the property tests: CCcam.cfg files that OSCam can say, too."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from hearth.config.meaning.model import (
    AccountSettings,
    CardLimit,
    DeniedService,
    LineFilter,
    LineSettings,
    TimeWindow,
)
from hearth.config.migration import cccam
from hearth.config.migration.newcamd import NewcamdLine
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.secret import Secret

MARK = "S3cr3tM4rk"  # stands where a secret does; no report may show it

Pairs = tuple[tuple[int, int, int], ...]  # CA system, provider, hops

SYSTEMS = st.integers(1, 0xFFFF)
PROVIDERS = st.integers(1, 0xFFFFFF)
WORDS = st.text("abcXYZ019_-.=;", min_size=1, max_size=12)
HOSTS = st.sampled_from(
    ["192.168.1.2", "10.0.0.9", "fd00::5", "card.home.lan", "attic"]
)
PORTS = st.integers(1, 65535)


@st.composite
def card_pairs(draw: st.DrawFn, *, base_may_be_missing: bool) -> Pairs:
    """Give limits that OSCam's lists can say: one number, and lists."""
    hops = draw(st.integers(1, 2))
    pairs = draw(st.lists(st.tuples(SYSTEMS, PROVIDERS), max_size=4, unique=True))
    kinds = ["open", "closed", "systems", "mixed"]
    kind = draw(st.sampled_from(kinds + ["hidden"] * base_may_be_missing))
    systems = sorted({system for system, _ in pairs})
    match kind:
        case "hidden":
            return tuple((system, provider, 0) for system, provider in pairs)
        case "open":
            return ((0, 0, hops), *((s, p, 0) for s, p in pairs))
        case "closed" if pairs:
            return ((0, 0, 0), *((s, p, hops) for s, p in pairs))
        case "systems" if pairs:
            # An exception from a system that is given as a whole.
            hidden = [(s, p, 0) for s, p in pairs[:1]]
            return ((0, 0, 0), *((s, 0, hops) for s in systems), *hidden)
        case "mixed" if len(systems) > 1:
            first, *others = systems
            single = [(s, p, hops) for s, p in pairs if s in others]
            return ((0, 0, 0), (first, 0, hops), *single)
        case _:
            return ((0, 0, hops),)


@st.composite
def accounts(draw: st.DrawFn, *, least_hops: int) -> AccountSettings:
    """Give an account whose name is still to be made its own."""
    limits = draw(st.just(()) | card_pairs(base_may_be_missing=True))
    windows = st.builds(TimeWindow, st.integers(0, 1439), st.integers(0, 1440))
    opening = windows.filter(lambda window: window.begin != window.end)
    channels = st.builds(
        DeniedService,
        SYSTEMS.map(Caid),
        st.integers(0, 0xFFFFFF).map(ProviderId),
        st.integers(0, 0xFFFF).map(ServiceId),
    )
    return AccountSettings(
        name="",
        raw_name=draw(WORDS).encode(),
        password=Secret((MARK + draw(WORDS)).encode()),
        up_hops=draw(st.integers(least_hops, 20)),
        allow_emm=draw(st.booleans()),
        card_limits=tuple(
            CardLimit(Caid(s), ProviderId(p), hops) for s, p, hops in limits
        ),
        denied_services=tuple(draw(st.lists(channels, max_size=3, unique=True))),
        time_windows=tuple(draw(st.lists(opening, max_size=3, unique=True))),
        host=draw(st.none() | HOSTS),
    )


@st.composite
def upstreams(draw: st.DrawFn) -> LineSettings:
    """Give a C: line."""
    filters = draw(card_pairs(base_may_be_missing=False))
    return LineSettings(
        host=draw(HOSTS),
        port=draw(PORTS),
        user="",
        raw_user=draw(WORDS).encode(),
        password=Secret((MARK + draw(WORDS)).encode()),
        filters=tuple(
            LineFilter(Caid(s), ProviderId(p), hops) for s, p, hops in filters
        ),
    )


NEWCAMDS = st.builds(
    NewcamdLine,
    host=HOSTS,
    port=PORTS,
    raw_user=WORDS.map(str.encode),
    password=WORDS.map(lambda word: Secret((MARK + word).encode())),
    key=st.binary(min_size=14, max_size=14).map(Secret),
    hops=st.integers(0, 2),
)


@dataclass(frozen=True, slots=True)
class Home:
    """A home, as CCcam.cfg has it."""

    port: int | None = 12000
    disable_emm: bool = False
    shared: int = 1  # downhops of GLOBAL LIMITS
    web_port: int | None = None
    min_down_hops: int = 0
    upstreams: tuple[LineSettings, ...] = ()
    newcamd: tuple[NewcamdLine, ...] = ()
    accounts: tuple[AccountSettings, ...] = ()
    extra: tuple[bytes, ...] = field(default=())

    def data(self) -> bytes:
        """Write it down."""
        lines = [
            cccam.directive("SERVER LISTEN PORT", self.port or 0),
            cccam.directive("DISABLE EMM", self.disable_emm),
            cccam.directive("GLOBAL LIMITS", f"{{ 0:0:{self.shared} }}"),
            *self._web(),
            *(line for c in self.upstreams if (line := cccam.upstream_line(c))),
            *(line for n in self.newcamd if (line := cccam.newcamd_line(n))),
            *(line for a in self.accounts if (line := cccam.account_line(a))),
            *self.extra,
        ]
        if self.min_down_hops:
            lines.append(cccam.directive("MINIMUM DOWNHOPS", self.min_down_hops))
        return b"\n".join(lines) + b"\n"

    def _web(self) -> list[bytes]:
        if self.web_port is None:
            return [cccam.directive("ALLOW WEBINFO", value=False)]
        return [
            cccam.directive("WEBINFO LISTEN PORT", self.web_port),
            cccam.directive("WEBINFO USERNAME", "admin"),
            cccam.directive("WEBINFO PASSWORD", MARK),
        ]


@st.composite
def homes(draw: st.DrawFn) -> Home:
    """Give a home that both programs can say."""
    upstream = tuple(draw(st.lists(upstreams(), max_size=3)))
    newcamd = tuple(draw(st.lists(NEWCAMDS, max_size=2)))
    # Without a line there is nothing that could be told to take no updates;
    # with one, 0 hops mean another thing in OSCam.
    own = accounts(least_hops=1 if upstream or newcamd else 0)
    receivers = draw(st.lists(own, max_size=4, unique_by=lambda a: a.raw_name))
    return Home(
        port=draw(st.none() | PORTS),
        disable_emm=draw(st.booleans()) and bool(upstream or newcamd),
        shared=draw(st.integers(1, 2)),
        web_port=draw(st.none() | PORTS),
        min_down_hops=draw(st.integers(0, 3)) if upstream else 0,
        upstreams=upstream,
        newcamd=newcamd,
        accounts=tuple(receivers),
    )

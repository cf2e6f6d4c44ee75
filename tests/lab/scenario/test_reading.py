"""Scenarios' files: what they say, and that nothing else is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.card_system import Halves
from hearth.lab.scenario.plan import NEVER, Kind
from hearth.lab.scenario.reading import read_scenario
from hearth.lab.scenario.table import ScenarioError
from tests.lab.scenario.homes import SMALL, TWO_LINES, happens, home


def test_a_home_with_nothing_but_a_receiver() -> None:
    scenario = read_scenario(b'name = "a"\ntells = "b"\n[[receiver]]\nname = "tv"')

    assert scenario.lines[0].card == scenario.cards[0].name
    assert scenario.receivers[0].watching[0].channels == scenario.channels == ("One",)
    assert scenario.broadcast.lead == pytest.approx(9.0)


def test_everything_is_read_as_it_stands() -> None:
    scenario = home(
        """
[broadcast]
period = "7 s"
lead = "1.4 s"
halves = "one"
together = true
[[card]]
name = "slow"
time = "400 ms"
spread = "20 %"
outliers = "10 %"
outlier_times = 3
jitter = "20 ms"
serial = false
hops = 1
[[line]]
name = "slow.home.lan"
card = "slow"
network = "8 ms"
network_jitter = "2 ms"
network_loss = "1 %"
partner = false
[[receiver]]
name = "hub"
kind = "tvheadend"
channels = ["Two", "One"]
zap = "5 min"
from = ["06:00", "18:00"]
until = ["08:00", "23:00"]
""",
        top='seed = 7\nstarts = "18:00"\n',
    )
    card, line, tv = scenario.cards[1], scenario.lines[1], scenario.receivers[2]

    assert (scenario.seed, scenario.starts_s, scenario.lasts_s) == (7, 64_800, 1200)
    assert scenario.broadcast.lead_s == pytest.approx(1.4)
    assert scenario.broadcast.halves is Halves.ONE
    assert not scenario.broadcast.staggered
    assert (card.behaviour.delay_s, card.behaviour.spread, card.hops) == (0.4, 0.2, 1)
    assert (card.behaviour.outliers, card.behaviour.outlier_times) == (0.1, 3.0)
    assert not card.behaviour.serial
    assert (line.card, line.partner, line.link.loss) == ("slow", False, 0.01)
    assert tv.kind is Kind.TVHEADEND
    assert [w.begin_s for w in tv.watching] == [21_600.0, 64_800.0]
    assert tv.watching[1].zap_s == 300.0
    assert scenario.receivers[0].watching[0].zap_s == NEVER


WRONG = [
    ("", "`channels` is", "channels = 3\n", ""),
    ("", "this is not TOML", "name =\n", ""),
    ("[[receiver]]\nname = 'tv'", 'two of `receiver` are named "tv"', "", SMALL),
    ("[[line]]\nname = 'x'\ncard = 'y'", "`card` is .y.", "", SMALL),
    ("[broadcast]\nlead = '11 s'", "`lead` is 11 s", "", SMALL),
    ("[broadcast]\nperiod = '1 ms'", "`period` is", "", SMALL),
    ("[[card]]\nname = 'a'\nhops = 2", "`hops` is 2", "", SMALL),
    ("[[card]]\nname = 'a'\ntimes = 2", "`times` is not known", "", SMALL),
    ("[[receiver]]\nname = 'a'\nchannels = 'X'", '"X" is not known', "", SMALL),
    ("[[receiver]]\nname = 'a'\nfrom = '8'\nuntil = '9'", '`from` is "8"', "", SMALL),
    ("[[receiver]]\nname = 'a'\nuntil = ['8:00', '9:00']", "2. Each", "", SMALL),
    (f"[[receiver]]\nname = '{'a' * 21}'", "is too long", "", SMALL),
    ("[[receiver]]\nname = 'a'\nzap = '1 ms'", "`zap` is", "", SMALL),
    ("", "there is no receiver", "name = 'a'\ntells = 'b'", ""),
    ("", "`tells` is missing", "name = 'a'\n[[receiver]]\nname = 'b'", ""),
    ("", "`lasts` is 0 s", "lasts = '0 s'", SMALL.replace('lasts = "20 min"', "")),
]


@pytest.mark.parametrize(("more", "says", "top", "text"), WRONG)
def test_what_is_wrong_is_said(more: str, says: str, top: str, text: str) -> None:
    with pytest.raises(ScenarioError, match=says) as raised:
        home(more, text=text, top=top)
    assert "home.toml" in raised.value.what
    assert raised.value.why
    assert raised.value.remedy


def test_no_more_than_a_home_has() -> None:
    many = "\n".join(f"[[receiver]]\nname = 'r{n}'" for n in range(15))

    with pytest.raises(ScenarioError, match="17 of `receiver`"):
        home(many)
    with pytest.raises(ScenarioError, match="65 things happen"):
        home(*[happens("disk full")] * 65)


def test_another_file_altogether() -> None:
    with pytest.raises(ScenarioError, match="not UTF-8"):
        read_scenario(b"\xff")
    with pytest.raises(ScenarioError, match="it has"):
        read_scenario(b"#" * 300_000)


_WORDS = "name tells seed starts lasts channels broadcast card line receiver happens"
_KEYS = st.sampled_from([*_WORDS.split(), "fault", "to", "at", "for", "every", "zap"])
_VALUES = st.recursive(
    st.sampled_from(['"5 s"', '"tv"', '"20:15"', "3", "-1", "true", "1e9", "[]"])
    | st.text(max_size=8).map(lambda text: f"'{text}'"),
    lambda inner: st.lists(inner, max_size=2).map(lambda v: f"[{', '.join(v)}]"),
    max_leaves=3,
)
_LINES = st.one_of(
    st.tuples(_KEYS, _VALUES).map(lambda kv: f"{kv[0]} = {kv[1]}"),
    _KEYS.map(lambda key: f"[[{key}]]"),
    _KEYS.map(lambda key: f"[{key}]"),
    st.sampled_from((SMALL + TWO_LINES).splitlines()),
    st.text(max_size=12),
)


def read_or_refused(lines: list[str]) -> bool:
    """Whether it has a receiver, or an error that says where."""
    try:
        scenario = read_scenario("\n".join(lines).encode("utf-8", "replace"))
    except ScenarioError as error:
        return error.what.startswith("scenario")
    return bool(scenario.receivers)


@given(st.lists(_LINES, max_size=25))
def test_any_text_is_a_scenario_or_a_clear_error(lines: list[str]) -> None:
    assert read_or_refused(lines)


@given(st.data())
def test_a_good_file_with_a_line_changed(data: st.DataObject) -> None:
    lines = TWO_LINES.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(_LINES)
    assert read_or_refused(lines)


def test_what_the_doctor_should_say() -> None:
    freeze = 'freeze = "20:10"\nreceiver = "kitchen"'
    planted = home(f'[doctor]\ncauses = ["D305", "D309"]\n{freeze}').asked
    healthy = home("[doctor]\nhealthy = true").asked

    assert planted is not None
    assert planted.causes == ("D305", "D309")
    assert planted.freeze == (600.0, "kitchen")
    assert healthy is not None
    assert (healthy.causes, healthy.freeze) == ((), None)
    assert home().asked is None


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("", "`causes`, or `healthy = true`"),
        ('causes = "D305"\nhealthy = true', "either healthy or has causes"),
        ('causes = "slow"', "no code of the doctor"),
        ('causes = "D305"\nreceiver = "tv"', "`receiver` is not known"),
        ('causes = "D305"\nfreeze = "now"', "`freeze` is"),
        ('causes = "D305"\nfreeze = "5 min"\nreceiver = "cat"', '"tv" or "kitchen"'),
    ],
)
def test_what_the_doctor_cannot_be_asked(asked: str, says: str) -> None:
    with pytest.raises(ScenarioError, match=says):
        home(f"[doctor]\n{asked}")

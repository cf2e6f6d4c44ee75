"""What happens in a scenario, as its file says it."""

import pytest

from hearth.lab.faults.clock_off import ClockOff
from hearth.lab.faults.shared_account import SharedAccount
from hearth.lab.faults.wifi_pauses import WifiPauses
from hearth.lab.faults.wrong_words import WrongWords
from hearth.lab.scenario.happening import key_of, targets
from hearth.lab.scenario.plan import NEVER
from hearth.lab.scenario.table import ScenarioError
from tests.lab.scenario.homes import happens, home


def test_a_fault_with_its_parameters_and_its_time() -> None:
    scenario = home(
        happens(
            "wifi pauses",
            "tv",
            at="'10 min'",
            for_="'1 min'",
            every="'5 min'",
            pause="'2 s'",
            each="'20 s'",
        )
    )
    (happening,) = scenario.happens

    assert happening.fault == WifiPauses(pause_s=2.0, every_s=20.0)
    assert happening.to == ("tv",)
    assert (happening.at_s, happening.for_s, happening.every_s) == (600, 60, 300)


def test_a_time_of_day_is_the_next_one() -> None:
    scenario = home(
        happens("disk full", at="'20:30'"),
        happens("disk full", at="'03:00'"),
        happens("wrong control words", "card", how="'swapped'", share="'5 %'"),
        happens("shared account", "tv", account="'kitchen'"),
        happens("clock off", off="'2 h'", late="true"),
    )

    assert [h.at_s for h in scenario.happens] == [1800.0, 25_200.0, 0, 0, 0]
    assert scenario.happens[0].to == ("machine",)
    assert scenario.happens[0].every_s == NEVER
    assert scenario.happens[2].fault == WrongWords(share=0.05, how="swapped")
    assert scenario.happens[3].fault == SharedAccount(account="kitchen")
    assert scenario.happens[4].fault == ClockOff(off_s=7200.0, late=True)


WRONG = [
    (happens("slow crad", "card"), 'did you mean "slow card"'),
    (happens("slow card", "tv"), '"tv" cannot have the fault'),
    (happens("loss"), "`to` is missing"),
    (happens("slow card", at="'soon'"), "`at` is"),
    (happens("slow card", more="'0 s'"), "`more` is 0 s"),
    (happens("slow card", more="3"), "`more` is 3"),
    (happens("slow card", speed="3"), "`speed` is not known"),
    (happens("slow card", for_="'0 s'"), "`for` is 0 s"),
    (happens("slow card", every="'5 s'"), "begin again before it is over"),
    (happens("wrong control words", how="'odd'"), '"broken" or "zero" or "swapped"'),
    (happens("shared account", "tv"), "`account` is missing"),
    (happens("shared account", "tv", account="'x'"), 'account "x" is not known'),
    (happens("expired account", "tv"), "cannot have the fault"),
    (happens("debug left on", log="1.5"), "`log` is 1.5"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_what_is_wrong_is_said(text: str, says: str) -> None:
    with pytest.raises(ScenarioError, match=f"(?i){says}"):
        home(text)


def test_who_can_have_what() -> None:
    scenario = home()

    assert targets(WifiPauses, scenario) == ["card.home.lan", "tv", "kitchen"]
    assert targets(ClockOff, scenario) == ["machine"]


def test_parameters_stand_without_their_unit() -> None:
    assert [key_of(n) for n in ("more_s", "free_bytes", "share", "every_s")] == [
        "more",
        "free",
        "share",
        "each",
    ]

"""How long something takes through a network."""

from hypothesis import given
from hypothesis import strategies as st

from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.transit import Transit


def test_a_good_network_takes_its_time_and_no_more() -> None:
    assert Transit("a").seconds(LinkBehaviour(delay_s=0.02), 5.0) == 0.02


def test_what_is_lost_comes_with_a_later_try() -> None:
    transit = Transit("a")
    lossy = LinkBehaviour(delay_s=0.01, loss=0.3)

    taken = sorted({round(transit.seconds(lossy, 0.0), 3) for _ in range(500)})

    assert taken[:3] == [0.01, 0.21, 0.61]


def test_a_pause_ends_for_everything_at_the_same_moment() -> None:
    transit = Transit("a")
    wifi = LinkBehaviour(delay_s=0.0, pause_s=2.0, pause_every_s=10.0)

    arrivals = {
        round(now / 100 + transit.seconds(wifi, now / 100), 6)
        for now in range(1000)
        if transit.seconds(wifi, now / 100) > 0.001
    }

    assert len(arrivals) == 1


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 20),
    st.floats(0, 1e6),
)
def test_nothing_arrives_before_it_is_sent(
    delay_s: float, jitter_s: float, loss: float, pause_s: float, now: float
) -> None:
    behaviour = LinkBehaviour(
        delay_s=delay_s, jitter_s=jitter_s, loss=loss, pause_s=pause_s
    )
    first, second = Transit("a"), Transit("a")

    for _ in range(5):
        taken = first.seconds(behaviour, now)
        assert taken == second.seconds(behaviour, now) >= 0
        assert taken < 200

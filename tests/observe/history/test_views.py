from hearth.observe.history.views import (
    Availability,
    Figures,
    LineSpan,
    LineState,
)


def test_the_spread_is_how_far_slow_answers_are_from_usual_ones() -> None:
    assert Figures(p50_s=0.2, p95_s=0.5).spread_s == 0.3


def test_down_are_the_pieces_in_which_a_line_was_down() -> None:
    up = LineSpan(0.0, 1.0, LineState.UP)
    down = LineSpan(1.0, 2.0, LineState.DOWN, "log-in", "no")

    assert Availability(0.5, (up, down)).down == (down,)

"""What the demo shows, from made-up scenes."""

import pytest
from rich.console import Console

from hearth.cli.demo.view import (
    HEIGHT,
    LineRow,
    Phase,
    ReceiverRow,
    Scene,
    make_console,
    plain_line,
    sentence,
    summary,
    tables,
    verdict,
)
from hearth.core.snapshot import LineView
from hearth.lab.identities import lab_card
from hearth.lab.statistics import Statistics, Verdict

R, W, F, U = Verdict.RIGHT, Verdict.WRONG, Verdict.REFUSED, Verdict.UNANSWERED
NAMES = ("livingroom", "kitchen", "bedroom")
CONFIG = "SERVER LISTEN PORT : 12000\nC: 127.0.0.1 40000 hearth ********"


def receiver(name: str, *verdicts: Verdict, under_way: int = 0) -> ReceiverRow:
    seen = Statistics()
    seen.questions = len(verdicts) + under_way
    for index, one in enumerate(verdicts):
        seen.count(one, 0.05 + index / 100)
    return ReceiverRow(name, "Hearth Film", "watching", True, seen)


def line(reason: str = "") -> LineRow:
    view = LineView(
        "127.0.0.1",
        is_up=not reason,
        is_paused=False,
        step="log-in" if reason else "",
        reason=reason,
        cards=() if reason else (lab_card(),),
        usual_s=0.1,
        under_way=0,
    )
    return LineRow(view, None if reason else 0.084)


def scene(
    *verdicts: Verdict,
    reason: str = "",
    questions: int | None = None,
    phase: Phase = Phase.RUNNING,
    under_way: int = 0,
) -> Scene:
    return Scene(
        elapsed_s=12.4,
        seconds=30,
        port=12000,
        card_ms="60 ms (give or take 30 ms)",
        receivers=tuple(receiver(n, *verdicts, under_way=under_way) for n in NAMES),
        lines=(line(reason),),
        card_questions=3 * len(verdicts) if questions is None else questions,
        config=CONFIG,
        phase=phase,
    )


def drawn(shown: Scene, *, height: int = HEIGHT, width: int = 80) -> list[str]:
    console = Console(width=width, height=height)
    with console.capture() as capture:
        console.print(tables(shown, height=height))
    return capture.get().split("\n")[:-1]


VERDICTS = [
    (scene(), "no question has been answered yet"),
    (scene(R, R), "all 6 questions got the right answer"),
    (scene(R, under_way=1), "all 3 questions got the right answer"),
    (
        scene(R, W, F, U),
        "3 of 12 questions got the right answer: 3 wrong, 3 refused, 3 without answer",
    ),
    (scene(F), "0 of 3 questions got the right answer: 3 refused"),
]


@pytest.mark.parametrize(("shown", "said"), VERDICTS)
def test_verdict(shown: Scene, said: str) -> None:
    assert verdict(shown) == said


# what is seen, whether every receiver got an answer and every answer was right
ALL_RIGHT = [
    (scene(), False),
    (scene(R), True),
    (scene(R, under_way=1), False),
    (scene(R, W), False),
    (scene(R, F), False),
    (scene(R, U), False),
]


@pytest.mark.parametrize(("shown", "all_right"), ALL_RIGHT)
def test_all_right(shown: Scene, all_right: bool) -> None:
    assert shown.all_right is all_right


def test_the_sentence_says_what_goes_on_and_how_to_end_it() -> None:
    said = sentence(scene(R, R))

    assert "port 12000" in said
    assert "60 ms (give or take 30 ms)" in said
    assert "asked 6 times" in said
    assert said.endswith("Press Ctrl-C to end.")


def test_the_sentence_says_why_the_card_was_asked_less() -> None:
    assert "only 4 times, because" in sentence(scene(R, R, questions=4))


def test_at_the_end_nobody_is_told_how_to_end_it() -> None:
    said = sentence(scene(R, R, phase=Phase.OVER))

    assert said.startswith("After 12 s: all 6 questions got the right answer.")
    assert "Ctrl-C" not in said


def test_who_has_to_wait_for_the_end_is_told_why() -> None:
    said = sentence(scene(R, under_way=1, phase=Phase.ENDING))

    assert "waiting for their answers" in said
    assert said.endswith("Press Ctrl-C again to end at once.")


SCENES = [
    scene(),
    scene(R, R),
    scene(*[R] * 400, questions=1000),
    scene(R, W, F, U),
    scene(R, reason="the server closed the connection " * 5),
    scene(R, phase=Phase.OVER),
]


@pytest.mark.parametrize("shown", SCENES)
def test_it_fits_into_a_terminal_of_80_by_24(shown: Scene) -> None:
    rows = drawn(shown)

    assert len(rows) <= HEIGHT
    assert max(len(row.rstrip()) for row in rows) < 80
    assert not any("…" in row for row in rows)


def test_the_table_shows_receivers_and_lines() -> None:
    rows = drawn(scene(R, R))

    assert rows[0] == "Hearth demo   port 12000   12 s of 30 s"
    assert rows[4].split() == [
        *("livingroom", "Hearth", "Film", "60", "ms", "50", "ms", "60", "ms"),
        *("2/2", "watching"),
    ]
    assert rows[10].split() == ["127.0.0.1", "84", "ms", "1", "4ADA", "ON"]
    assert rows[-2].rstrip() == CONFIG.rsplit("\n", maxsplit=1)[-1]


def test_a_line_that_is_off_says_why() -> None:
    text = "\n".join(drawn(scene(R, reason="password wrong")))

    assert "OFF" in text
    assert "127.0.0.1 is OFF at its log-in: password wrong." in text


def test_a_low_terminal_gets_no_file() -> None:
    assert "CCcam.cfg" not in "\n".join(drawn(scene(R), height=HEIGHT - 1))


def test_nothing_but_a_colour_is_lost_without_colours() -> None:
    shown = tables(scene(R, W))
    coloured = Console(width=80, force_terminal=True, color_system="standard")
    plain = Console(width=80, no_color=True)

    with coloured.capture() as with_colours:
        coloured.print(shown)
    with plain.capture() as without:
        plain.print(shown)

    assert "\x1b[32m" in with_colours.get()
    assert "\x1b[1;31m" in with_colours.get()
    assert "1/2" in without.get()


def test_a_plain_line_holds_it_all() -> None:
    assert plain_line(scene(R)) == (
        "12 s of 30 s  all 3 questions got the right answer;"
        " livingroom 50 ms, kitchen 50 ms, bedroom 50 ms; line 127.0.0.1 ON"
    )


def test_the_summary_has_a_row_for_each_receiver_and_a_verdict() -> None:
    rows = summary(scene(R, R))

    assert len(rows) == 4
    assert rows[1] == "kitchen         2 of 2 right   p50 50 ms   p95 60 ms"
    assert rows[-1] == "After 12 s: all 6 questions got the right answer."


def test_the_console_leaves_numbers_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_console().print("port 12000")

    assert capsys.readouterr().out == "port 12000\n"

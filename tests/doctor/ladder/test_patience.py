from hearth.doctor.ladder.patience import USUAL, Patience

ONE = Patience(look_up_s=1, connect_s=2, log_in_s=3, cards_s=4, answer_s=5)


def test_the_longest_line_takes_all_its_steps() -> None:
    assert ONE.longest_s == 15


def test_another_measure_of_time() -> None:
    assert ONE.scaled(0.5) == Patience(
        look_up_s=0.5, connect_s=1, log_in_s=1.5, cards_s=2, answer_s=2.5
    )
    assert USUAL.scaled(1) == USUAL

import pytest

from hearth.doctor.words import clock, listed, ms, number, percent, shown, size, span


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (ms(0.1534), "153 ms"),
        (span(0.2), "200 ms"),
        (span(90), "90 s"),
        (span(600), "10 min"),
        (span(7200), "2 h"),
        (span(3 * 86400), "3 days"),
        (percent(0.5), "50 %"),
        (percent(0.034), "3.4 %"),
        (size(12), "12 bytes"),
        (size(1_500_000), "1.5 MB"),
        (size(-2_000), "-2.0 kB"),
        (number(1, "card"), "1 card"),
        (number(2, "card"), "2 cards"),
        (number(2, "has", "have"), "2 have"),
        (listed(["a"]), "a"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (shown("a\x1b[31mb"), "a?[31mb"),
        (shown("x" * 100, 10), "xxxxxxx..."),
    ],
)
def test_words(said: str, words: str) -> None:
    assert said == words


def test_the_clock() -> None:
    assert clock(0.0).endswith(":00")

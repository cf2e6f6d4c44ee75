from hearth.doctor.verdict import Standing, unknown, well


def test_short_ways_to_say_it() -> None:
    assert well("good", "seen", line="a").standing is Standing.WELL
    assert unknown("what", "why", "do this").evidence == ("why",)

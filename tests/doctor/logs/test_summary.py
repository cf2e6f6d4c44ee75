from hearth.doctor.logs.entry import Entry, Kind
from hearth.doctor.logs.summary import summary_of


def entries() -> list[Entry]:
    found = [Entry(10.0 * n, Kind.ANSWERED, "card", "tv", 0.2) for n in range(50)]
    found += [Entry(900.0 + n, Kind.TIMED_OUT, "card", "tv") for n in range(5)]
    return [*found, Entry(910.0, Kind.LINE_DOWN, "card"), Entry(911.0, Kind.OTHER)]


def test_lines_and_receivers_are_counted() -> None:
    summary = summary_of(entries())

    (line,) = summary.lines
    (receiver,) = summary.receivers
    assert (line.name, line.asked, line.times.count) == ("card", 55, 50)
    assert line.failed == {Kind.TIMED_OUT: 5}
    assert line.events == {Kind.LINE_DOWN: 1}
    assert receiver.name == "tv"
    assert (summary.begin, summary.end) == (0.0, 911.0)
    assert line.change is None


def test_gaps_are_found() -> None:
    (line,) = summary_of(entries()).lines

    assert line.gaps == ((490.0, 900.0),)


def test_nothing_at_all() -> None:
    assert summary_of([]) == (0.0, 0.0, (), ())

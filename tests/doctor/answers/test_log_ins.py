from hearth.core.observations import ConnectionRefused, ReceiverLoggedIn
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.log_ins import log_ins_of, most_at_once, unfinished_of
from tests.doctor.made import record


def test_log_ins_after_a_restart_do_not_count() -> None:
    events = [(at, ReceiverLoggedIn("a", "192.168.1.2")) for at in (5.0, 101.0, 400.0)]

    assert log_ins_of(Digest(record(events, restarts=(100.0,))))["a"] == [5.0, 400.0]


def test_the_most_within_five_minutes() -> None:
    assert most_at_once([0.0, 100.0, 200.0, 290.0, 700.0]) == 4
    assert most_at_once([]) == 0


def test_log_ins_that_are_never_finished_are_no_storm() -> None:
    begun = [(11.0 * n, ReceiverLoggedIn("kids", "192.168.1.5")) for n in range(1, 9)]
    given_up = [
        (at + 10, ConnectionRefused("192.168.1.5", "kids", "no complete log-in within"))
        for at, _ in begun
    ]
    digest = Digest(record(begun, given_up))

    assert log_ins_of(digest) == {}
    assert len(unfinished_of(digest)["kids"]) == 8

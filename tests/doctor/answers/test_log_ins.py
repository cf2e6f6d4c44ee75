from hearth.core.observations import ReceiverLoggedIn
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.log_ins import log_ins_of, most_at_once
from tests.doctor.made import record


def test_log_ins_after_a_restart_do_not_count() -> None:
    events = [(at, ReceiverLoggedIn("a", "192.168.1.2")) for at in (5.0, 101.0, 400.0)]

    assert log_ins_of(Digest(record(events, restarts=(100.0,))))["a"] == [5.0, 400.0]


def test_the_most_within_five_minutes() -> None:
    assert most_at_once([0.0, 100.0, 200.0, 290.0, 700.0]) == 4
    assert most_at_once([]) == 0

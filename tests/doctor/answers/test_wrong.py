from hearth.core.observations import BadControlWords, Fault
from hearth.doctor.answers.digest import Digest
from hearth.doctor.answers.wrong import wrong_of
from hearth.dvb import ServiceId
from tests.doctor.made import CAID, LINE, record


def words(count: int) -> Digest:
    bad = BadControlWords(LINE, CAID, ServiceId(1), Fault.STALE)
    return Digest(record([(10.0 * n + 10, bad) for n in range(count)]))


def test_one_is_not_enough() -> None:
    assert list(wrong_of(words(1), Fault.STALE)) == []
    assert list(wrong_of(None, Fault.STALE)) == []


def test_only_the_faults_that_are_asked_for_count() -> None:
    assert list(wrong_of(words(5), Fault.ALL_ZERO)) == []
    (found,) = wrong_of(words(5), Fault.STALE)
    assert (found.kinds[Fault.STALE], found.services, found.share) == (5, 1, 0.0)

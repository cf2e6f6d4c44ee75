from pathlib import Path

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.history.reading.where import (
    EACH,
    ecm_condition,
    row_condition,
    scope_of,
    service_id,
)
from hearth.observe.history.tally import Scope
from hearth.observe.history.views import EcmFilter
from tests.observe.history.home import FILM, LINE, NEWS, opened, scope


def test_whose_figures_answer_for_a_filter(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db") as connection:
        line, news, living = scope(connection, LINE, "living")
        # filter                                       line, service, receiver
        scopes = [
            (EcmFilter(), (0, 0, 0)),
            (EcmFilter(receiver="living"), (0, 0, living)),
            (EcmFilter(line=LINE), (line, 0, 0)),
            (EcmFilter(service=NEWS), (0, news, 0)),
            (EcmFilter(receiver="living", line=LINE), (line, EACH, living)),
            (EcmFilter("living", LINE, NEWS), (line, news, living)),
            (EcmFilter(receiver="garage"), None),
            (EcmFilter(line="nowhere:1"), None),
            (EcmFilter(service=FILM), None),
        ]
        for where, expected in scopes:
            assert scope_of(connection, where) == expected
        nothing = Caid(1), ProviderId(1), ServiceId(1)
        assert service_id(connection, nothing) is None


def test_conditions() -> None:
    assert (
        row_condition(Scope(2, EACH, 0)) == "line = 2 AND service > 0 AND receiver = 0"
    )
    assert ecm_condition(Scope(2, EACH, 0), "failed") == "line = 2 AND outcome >= 2"
    assert ecm_condition(Scope(0, 0, 0), "good") == "outcome < 2"
    assert ecm_condition(Scope(0, 0, 0), "all") == "1"

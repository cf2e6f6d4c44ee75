import json

from hearth.doctor.examine import examine
from hearth.doctor.facts import Ladder, Trouble
from hearth.doctor.report.as_json import as_json
from tests.doctor.made import LINE, ladders

KEYS = ["id", "line", "title", "evidence", "remedy"]


def test_an_object_of_three_lists() -> None:
    off = ladders(Ladder(line=LINE, host=LINE, port=1, trouble=Trouble.REFUSED))

    said = json.loads(as_json(examine(off)))

    assert list(said) == ["causes", "well", "unknown"]
    assert all(list(item) == KEYS for items in said.values() for item in items)
    (cause,) = said["causes"]
    assert (cause["id"], cause["line"]) == ("D104", LINE)
    assert isinstance(cause["evidence"], list)

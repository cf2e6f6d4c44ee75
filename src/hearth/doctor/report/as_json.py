"""An object of three lists, for other programs."""

from __future__ import annotations

import json
from typing import Any

from hearth.doctor.examine import Diagnosis
from hearth.doctor.ranking import Judged


def as_json(diagnosis: Diagnosis) -> str:
    """
    Say a diagnosis as an object with ``causes``, ``well`` and ``unknown``.

    Causes come most likely first, and warnings behind them; ``line`` is "" for
    what is about no line, and ``evidence`` a list of sentences.
    """
    return (
        json.dumps(
            {
                "causes": [_item(judged) for judged in diagnosis.causes],
                "well": [_item(judged) for judged in diagnosis.well],
                "unknown": [_item(judged) for judged in diagnosis.unknown],
            },
            indent=2,
        )
        + "\n"
    )


def _item(judged: Judged) -> dict[str, Any]:
    verdict = judged.verdict
    return {
        "id": judged.check.code,
        "line": verdict.line,
        "title": verdict.title,
        "evidence": list(verdict.evidence),
        "remedy": verdict.remedy,
    }

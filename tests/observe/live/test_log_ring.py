"""The last lines of the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from hearth.observe.live.log_ring import MAX_TEXT, LogRing
from hearth.observe.log import Lines


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("hearth.test_log_ring")
    logger.setLevel(logging.DEBUG)
    yield logger
    for handler in list(logger.handlers):
        logger.removeHandler(handler)


@pytest.fixture
def ring(logger: logging.Logger) -> LogRing:
    ring = LogRing(3)
    logger.addHandler(ring)
    return ring


def test_lines_from_info_on_are_kept(logger: logging.Logger, ring: LogRing) -> None:
    logger.debug("a byte came")
    logger.info("line %s is up", "a")
    logger.warning("line a is down")

    assert [(line.number, line.level, line.text) for line in ring.lines()] == [
        (1, logging.INFO, "line a is up"),
        (2, logging.WARNING, "line a is down"),
    ]


def test_a_line_has_the_time_of_its_record(ring: LogRing) -> None:
    record = logging.makeLogRecord({"msg": "here", "levelno": 20, "created": 7.5})

    ring.handle(record)

    assert ring.lines()[0].at == 7.5


def test_the_newest_lines_remain(logger: logging.Logger, ring: LogRing) -> None:
    for number in range(1, 8):
        logger.info("%d", number)

    assert [line.text for line in ring.lines()] == ["5", "6", "7"]
    assert [line.number for line in ring.lines(5)] == [6, 7]
    assert [line.number for line in ring.lines(0, 1)] == [7]


def test_of_a_fault_its_kind_is_kept(logger: logging.Logger, ring: LogRing) -> None:
    try:
        int("not for the page")
    except ValueError:
        logger.exception("a fault in Hearth")

    assert [line.text for line in ring.lines()] == ["a fault in Hearth (ValueError)"]


def test_a_long_line_is_cut(logger: logging.Logger, ring: LogRing) -> None:
    logger.info("x" * (2 * MAX_TEXT))

    assert len(ring.lines()[0].text) == MAX_TEXT


def test_a_line_that_cannot_be_written_disturbs_nobody(
    logger: logging.Logger, ring: LogRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    record = logging.makeLogRecord({"msg": "%d", "args": ("x",), "levelno": 20})

    ring.handle(record)
    logger.info("next")

    assert [line.text for line in ring.lines()] == ["next"]


def test_lines_of_one_moment_are_kept_one_by_one(ring: LogRing) -> None:
    ring.handle(Lines(logging.INFO, ["a is up", "b is up"]))

    assert [(line.number, line.text) for line in ring.lines()] == [
        (1, "a is up"),
        (2, "b is up"),
    ]

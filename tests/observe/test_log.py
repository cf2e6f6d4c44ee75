"""The log: what is written at which level, where to, and how often."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hearth.core import observations as seen
from hearth.core.observations import Fault, Observation, Outcome
from hearth.dvb import Caid, Card, Provider, ProviderId, ServiceId
from hearth.observe import log as module
from hearth.observe.log import (
    FILE_SIZE,
    MAX_LEVEL,
    MAX_REPEATED,
    MAX_TOGETHER,
    OLD_FILES,
    REPEATED_S,
    LogObserver,
    goes_to_journal,
    set_level,
    set_up_logging,
)

CAID, SERVICE = Caid(0x4ADA), ServiceId(0x1234)
CARD = Card(CAID, (Provider(ProviderId(0)),))
DOWN = seen.LineDown("card.home.lan", "connect", "it is off")
UP = seen.LineUp("card.home.lan")

# what can be seen, from which level on it is written
LEVELS: list[tuple[Observation, int]] = [
    (DOWN, 0),
    (seen.BadControlWords("a", CAID, SERVICE, Fault.STALE), 0),
    (UP, 1),
    (
        seen.EcmDone(
            "tv", CAID, ProviderId(0), SERVICE, Outcome.ANSWERED, "a", 1, 0.02
        ),
        1,
    ),
    (seen.CardLearnt("a", 1, CARD), 2),
    (seen.LinePaused("a", 1.0), 3),
    (seen.EmmKept("tv", CAID, "x"), 4),
]


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def observer(level: int = 1) -> LogObserver:
    return LogObserver(level, lambda *_: None)


# What is written


@pytest.mark.parametrize("level", range(MAX_LEVEL + 1))
def test_a_level_shows_what_it_says_and_all_below(
    level: int, written: pytest.LogCaptureFixture
) -> None:
    write = observer(level)

    for observation, _ in LEVELS:
        write(observation, 0.0)

    assert len(written.messages) == sum(at <= level for _, at in LEVELS)


def test_what_is_wrong_is_a_warning(written: pytest.LogCaptureFixture) -> None:
    write = observer()

    write(DOWN, 0.0)
    write(UP, 1.0)

    assert [record.levelname for record in written.records] == ["WARNING", "INFO"]


def test_a_channel_is_named_by_who_knows_the_names(
    written: pytest.LogCaptureFixture,
) -> None:
    write = LogObserver(1, lambda caid, provider, service: "News 24")
    done = LEVELS[3][0]

    write(done, 0.0)
    write.channel_name = lambda caid, provider, service: None
    write(done, 0.0)

    assert written.messages[0] == f"{written.messages[1]} [News 24]"


def test_the_same_again_is_counted_and_said_later(
    written: pytest.LogCaptureFixture,
) -> None:
    write = observer()

    for second in range(0, int(REPEATED_S) + 1, 60):
        write(DOWN, float(second))

    text = "line card.home.lan is down, at connect: it is off"
    assert written.messages == [
        text,
        f"{text} (9 times more since the last such line)",
    ]


def test_something_else_is_said_at_once(written: pytest.LogCaptureFixture) -> None:
    write = observer()

    write(DOWN, 0.0)
    write(seen.LineDown("card.home.lan", "log-in", "wrong password"), 1.0)
    write(seen.LineDown("other.home.lan", "connect", "it is off"), 2.0)

    assert len(written.messages) == 3


@pytest.mark.parametrize("level", [0, 1])
def test_a_line_that_was_up_between_fails_anew(
    level: int, written: pytest.LogCaptureFixture
) -> None:
    write = observer(level)

    write(DOWN, 0.0)
    write(seen.LineDown("other.home.lan", "connect", "it is off"), 0.0)
    write(UP, 1.0)
    write(DOWN, 2.0)
    write(seen.LineDown("other.home.lan", "connect", "it is off"), 2.0)

    down = [text for text in written.messages if text.startswith("line card.home.l")]
    assert [text for text in down if "down" in text] == [
        "line card.home.lan is down, at connect: it is off"
    ] * 2
    assert len([text for text in written.messages if "other" in text]) == 1


def test_what_is_remembered_of_repeats_is_bounded() -> None:
    write = observer()

    for number in range(3 * MAX_REPEATED):
        write(seen.ConnectionRefused(f"10.0.{number >> 8}.{number & 255}", "", ""), 0.0)

    assert len(write._repeated) == MAX_REPEATED


# Where it goes


@pytest.fixture
def log_file(tmp_path: Path, restored_logging: None) -> Path:
    return tmp_path / "hearth.log"


def test_a_file_has_time_and_kind_in_front(log_file: Path) -> None:
    set_up_logging(1, log_file)

    logging.getLogger("hearth.log").warning("line %s is down", "a")

    [line] = log_file.read_text().splitlines()
    date, clock, kind, text = line.split(" ", 3)
    assert (len(date), len(clock), kind, text) == (10, 8, "W", "line a is down")


def test_a_file_is_kept_small(log_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FILE_SIZE", 1000)
    set_up_logging(1, log_file)

    for number in range(100):
        logging.getLogger("hearth.log").info("%d %s", number, "x" * 70)

    files = sorted(log_file.parent.iterdir())
    assert [file.name for file in files] == [
        "hearth.log",
        *(f"hearth.log.{number}" for number in range(1, OLD_FILES + 1)),
    ]
    assert all(file.stat().st_size <= 1000 for file in files)
    assert log_file.read_text().splitlines()[-1].split()[3] == "99"


def test_the_file_is_under_four_megabytes() -> None:
    assert FILE_SIZE * (OLD_FILES + 1) <= 4_000_000


def test_a_file_that_cannot_be_written_is_an_error(
    log_file: Path,
) -> None:
    with pytest.raises(FileNotFoundError):
        set_up_logging(1, log_file.parent / "no such folder" / "hearth.log")


def test_without_a_file_it_goes_to_standard_error(
    restored_logging: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JOURNAL_STREAM", raising=False)
    set_up_logging(1, None)

    logging.getLogger("hearth.log").info("line a is up")

    assert capsys.readouterr().err.endswith(" I line a is up\n")


def test_setting_up_again_closes_the_file_of_before(log_file: Path) -> None:
    set_up_logging(1, log_file)
    [before] = logging.getLogger().handlers
    assert isinstance(before, logging.FileHandler)

    set_up_logging(1, log_file.with_name("other.log"))

    logging.getLogger("hearth.log").info("here")
    assert log_file.read_text() == ""
    assert before.stream is None


# The journal


# how bad                 its number in front of each line
PRIORITIES = [
    (logging.CRITICAL, "<3>"),
    (logging.ERROR, "<3>"),
    (logging.WARNING, "<4>"),
    (logging.INFO, "<6>"),
    (logging.DEBUG, "<7>"),
]


@pytest.mark.parametrize(("level", "priority"), PRIORITIES)
def test_the_journal_gets_a_priority_and_no_time(
    level: int,
    priority: str,
    monkeypatch: pytest.MonkeyPatch,
    restored_logging: None,
    capfd: pytest.CaptureFixture[str],
) -> None:
    found = os.fstat(2)
    monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
    set_up_logging(1, None)

    logger = logging.getLogger("hearth.log")
    monkeypatch.setattr(logger, "level", logging.DEBUG)
    logger.log(level, "two\nlines")

    assert capfd.readouterr().err == f"{priority}two\n{priority}lines\n"


# JOURNAL_STREAM                       whether standard error is the journal's
STREAMS = [(None, False), ("", False), ("1:2", False), ("rubbish", False)]


@pytest.mark.parametrize(("stream_id", "is_journal"), STREAMS)
def test_other_streams_are_not_the_journal(
    stream_id: str | None, is_journal: bool
) -> None:
    assert goes_to_journal(stream_id, 2) is is_journal


def test_the_journal_is_known_by_device_and_inode(tmp_path: Path) -> None:
    with (tmp_path / "stream").open("w") as stream:
        found = os.fstat(stream.fileno())
        fd = stream.fileno()
        assert goes_to_journal(f"{found.st_dev}:{found.st_ino}", fd)
    assert not goes_to_journal(f"{found.st_dev}:{found.st_ino}", fd), "it is closed"


# Levels of the protocols and of the network

# DEBUG LEVEL      protocol           network          asyncio
LOGGERS = [
    (0, logging.WARNING, logging.WARNING, logging.WARNING),
    (1, logging.WARNING, logging.INFO, logging.WARNING),
    (4, logging.WARNING, logging.INFO, logging.WARNING),
    (5, logging.INFO, logging.INFO, logging.WARNING),
    (8, logging.INFO, logging.DEBUG, logging.WARNING),
    (12, logging.DEBUG, logging.DEBUG, logging.INFO),
]


@pytest.mark.parametrize(("level", "protocol", "network", "loop"), LOGGERS)
def test_protocols_and_network_say_as_much_as_the_level_wants(
    level: int, protocol: int, network: int, loop: int, restored_logging: None
) -> None:
    set_level(level)

    names = ("hearth.protocol", "hearth.net", "asyncio")
    levels = tuple(logging.getLogger(name).level for name in names)
    assert levels == (protocol, network, loop)


# Lines of one moment


def done(service: int) -> seen.EcmDone:
    return seen.EcmDone(
        "tv", CAID, ProviderId(0), ServiceId(service), Outcome.ANSWERED, "a", 1, 0.02
    )


def test_lines_of_one_moment_go_out_as_one_each_with_its_time(log_file: Path) -> None:
    set_up_logging(1, log_file)
    write = observer()
    later: list[Callable[[], None]] = []
    write.soon = later.append

    for service in (1, 2, 3):
        write(done(service), 0.0)

    assert log_file.read_text() == ""
    [flush] = later
    flush()
    lines = log_file.read_text().splitlines()
    assert [line.split()[5] for line in lines] == [f"SID=000{n}" for n in (1, 2, 3)]
    assert {line.split()[2] for line in lines} == {"I"}
    flush()
    assert len(log_file.read_text().splitlines()) == 3


def test_a_warning_waits_for_nothing_and_keeps_its_place(
    written: pytest.LogCaptureFixture,
) -> None:
    write = observer()
    write.soon = lambda flush: None

    write(done(1), 0.0)
    write(DOWN, 0.0)

    assert [record.levelname for record in written.records] == ["INFO", "WARNING"]


def test_no_more_lines_wait_than_fit_together(
    written: pytest.LogCaptureFixture,
) -> None:
    write = observer()
    write.soon = lambda flush: None

    for service in range(MAX_TOGETHER):
        write(done(service), 0.0)

    [record] = written.records
    assert len(record.getMessage().splitlines()) == MAX_TOGETHER


def test_many_lines_at_once_keep_the_file_small(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FILE_SIZE", 100_000)
    set_up_logging(1, log_file)
    write = observer()
    write.soon = lambda flush: None

    for number in range(20 * MAX_TOGETHER):
        write(done(number % 7), 0.0)

    files = sorted(log_file.parent.iterdir())
    assert len(files) > 1
    assert all(file.stat().st_size <= 100_000 for file in files)

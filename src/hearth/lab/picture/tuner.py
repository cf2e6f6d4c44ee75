"""Finds a service in a stream, and refuses what is not the laboratory's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hearth.dvb import Caid, ServiceId
from hearth.errors import PeerError
from hearth.lab.card_system import CA_SYSTEM_ID
from hearth.lab.stream.errors import StreamError
from hearth.lab.stream.packets import pid_of
from hearth.lab.stream.psi import (
    PAT_PID,
    PAT_TABLE,
    PMT_TABLE,
    Program,
    read_pat,
    read_pmt,
)
from hearth.lab.stream.sections import SectionReader

OURS: Final = CA_SYSTEM_ID


class NotOursError(StreamError):
    """
    The stream is scrambled by a CA system that is not the laboratory's.

    Attributes:
        service_id: Which service.
        ca_system_ids: The others that its table names.

    """

    def __init__(self, service_id: ServiceId, ca_system_ids: Iterable[Caid]) -> None:
        self.service_id = service_id
        self.ca_system_ids = tuple(ca_system_ids)
        super().__init__(service_id, self.ca_system_ids)

    def __str__(self) -> str:
        others = ", ".join(map(str, self.ca_system_ids))
        return (
            f"service {self.service_id} is scrambled by CA system {others}:"
            f" the laboratory takes streams of its own, {OURS}, alone"
        )


class Tuner:
    """
    Reads PAT and PMT.

    Args:
        service_id: Which service is wanted.

    Attributes:
        program: What its PMT says; None until it was there.
        pmt_pid: Where that is; None until the PAT was there.

    """

    def __init__(self, service_id: ServiceId) -> None:
        self.program: Program | None = None
        self.pmt_pid: int | None = None
        self._service_id = service_id
        self._readers: dict[int, SectionReader] = {PAT_PID: SectionReader()}

    @property
    def ecm_pid(self) -> int | None:
        """Where the service's ECMs are; None until the PMT was there."""
        return self.program.ca[0].ecm_pid if self.program else None

    def take(self, packet: bytes) -> None:
        """
        Take a packet of any PID.

        Raises:
            NotOursError: The service is another CA system's.
            StreamError: The service is not in there, or is not scrambled.

        """
        pid = pid_of(packet)
        reader = self._readers.get(pid)
        if reader is None:
            return
        for section in reader.take(packet):
            try:
                self._read(pid, section)
            except PeerError as error:
                raise StreamError(f"a table of PID {pid:#06x}: {error}") from None

    def _read(self, pid: int, section: bytes) -> None:
        if pid == PAT_PID and section[0] == PAT_TABLE:
            self._read_pat(section)
        elif pid == self.pmt_pid and section[0] == PMT_TABLE:
            program = read_pmt(section)
            if program.service_id == self._service_id:
                self._judge(program)
                self.program = program

    def _read_pat(self, section: bytes) -> None:
        pmt_pids = read_pat(section)
        if self._service_id not in pmt_pids:
            known = ", ".join(map(str, pmt_pids)) or "none"
            raise StreamError(
                f"service {self._service_id} is not in the stream; there are: {known}"
            )
        self.pmt_pid = pmt_pids[self._service_id]
        self._readers.setdefault(self.pmt_pid, SectionReader())

    def _judge(self, program: Program) -> None:
        others = {entry.ca_system_id for entry in program.ca} - {OURS}
        if others:
            raise NotOursError(program.service_id, sorted(others))
        if not program.ca:
            raise StreamError(
                f"service {program.service_id} is not scrambled: it needs no card"
            )

"""One service out of a multiplex, as a recording has it: clear, and alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hearth.lab.picture.tuner import Tuner
from hearth.lab.stream.packets import PACKET_SIZE, starts_unit
from hearth.lab.stream.psi import PAT_PID, Program, make_pat, make_pmt
from hearth.lab.stream.sections import pack_section

_SCRAMBLED: Final = 0xC0


class Recorder:
    """
    Keeps a service's packets, with tables that name it alone.

    Args:
        tuner: Which has found it, or will.

    """

    def __init__(self, tuner: Tuner) -> None:
        self._tuner = tuner
        self._program: Program | None = None
        self._tables: dict[int, bytes] = {}
        self._pids: set[int] = set()
        self._torn: set[int] = set()  # until their next picture begins

    @property
    def pids(self) -> set[int]:
        """Where the service's pictures and sounds are; none until it was found."""
        if self._program is not self._tuner.program:
            self._found(self._tuner.program)
        return self._pids

    def take(self, data: bytes | bytearray) -> tuple[bytes, bytes]:
        """
        Take packets of the multiplex.

        Returns:
            What can be shown: of a picture with a hole in it, only what is
            before the hole. And what is to be recorded, which has also what is
            still scrambled.

        """
        pids, tables = self.pids, self._tables
        shown, kept = bytearray(), bytearray()
        for at in range(0, len(data), PACKET_SIZE):
            pid = (data[at + 1] & 0x1F) << 8 | data[at + 2]
            if pid in pids:
                packet = bytes(data[at : at + PACKET_SIZE])
            elif pid in tables and starts_unit(data, at):
                counter = bytes([data[at + 3]])
                packet = tables[pid][:3] + counter + tables[pid][4:]
            else:
                continue
            kept += packet
            if self._can_be_shown(pid, packet):
                shown += packet
        return bytes(shown), bytes(kept)

    def _can_be_shown(self, pid: int, packet: bytes) -> bool:
        if packet[3] & _SCRAMBLED:
            self._torn.add(pid)
        elif starts_unit(packet):
            self._torn.discard(pid)
        return pid not in self._torn

    def _found(self, program: Program | None) -> None:
        self._program = program
        pmt_pid = self._tuner.pmt_pid
        if program is None or pmt_pid is None:
            return
        self._pids = {stream.pid for stream in program.streams} | {program.pcr_pid}
        sections = {
            PAT_PID: make_pat({program.service_id: pmt_pid}),
            pmt_pid: make_pmt(replace(program, ca=())),
        }
        for pid, section in sections.items():
            (packet,) = pack_section(pid, section)  # both are short
            self._tables[pid] = bytes(packet)

"""Marks and scrambles the packets of services, with a control word a period."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Final, Self

from hearth.dvb import ServiceId
from hearth.lab.card_system import control_word
from hearth.lab.stream.csa import MIN_PAYLOAD, BatchKey, Span
from hearth.lab.stream.multiplex import Service
from hearth.lab.stream.packets import (
    PACKET_SIZE,
    SCRAMBLED_EVEN,
    SCRAMBLED_ODD,
    payload_offset,
)
from hearth.lab.stream.profile import Profile

MARKS: Final = (SCRAMBLED_EVEN, SCRAMBLED_ODD)  # by the parity of the period


class Scrambler:
    """
    Scrambles pictures and sound of services; use it with ``with``.

    Args:
        services: Which.
        profile: How long a control word lasts.

    Raises:
        MissingError: libdvbcsa is not installed.

    """

    def __init__(self, services: Iterable[Service], profile: Profile) -> None:
        self._profile = profile
        self._service_of: dict[int, ServiceId] = {}
        for service in services:
            self._service_of[service.video_pid] = service.service_id
            self._service_of[service.audio_pid] = service.service_id
        self._keys = {sid: BatchKey() for sid in {*self._service_of.values()}}
        self._set_to: dict[ServiceId, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Give the keys' memory back."""
        with ExitStack() as stack:
            for key in self._keys.values():
                stack.callback(key.close)

    def scramble(self, data: bytearray, start_s: float, packet_s: float) -> None:
        """
        Scramble packets in place.

        Args:
            data: Whole packets.
            start_s: The stream's time at the first one.
            packet_s: How long one lasts.

        """
        spans: dict[tuple[ServiceId, int], list[Span]] = {}
        service_of = self._service_of
        period_at = self._profile.period_at
        for number, at in enumerate(range(0, len(data), PACKET_SIZE)):
            service_id = service_of.get((data[at + 1] & 0x1F) << 8 | data[at + 2])
            if service_id is None:
                continue
            offset = payload_offset(data, at)
            if offset == PACKET_SIZE:
                continue  # nothing but a clock: it stays clear
            period = period_at(start_s + number * packet_s)
            data[at + 3] |= MARKS[period & 1]
            size = PACKET_SIZE - offset
            if size >= MIN_PAYLOAD:
                spans.setdefault((service_id, period), []).append((at + offset, size))
        for (service_id, period), of_one_key in spans.items():
            self._key(service_id, period).scramble(data, of_one_key)

    def _key(self, service_id: ServiceId, period: int) -> BatchKey:
        key = self._keys[service_id]
        if self._set_to.get(service_id) != period:
            key.set(control_word(period, service_id=service_id))
            self._set_to[service_id] = period
        return key

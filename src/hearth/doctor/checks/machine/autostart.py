"""D210, autostart."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well


@check("D210", "autostart")
def autostart(case: Case) -> Iterator[Verdict]:
    """
    D210 autostart: nothing starts the card program when the machine starts.

    ## What it looks at
    systemd units, scripts of init.d, and the softcam link of Enigma2 images.

    ## Thresholds
    None.

    ## What to do
    Enable the unit, or choose the softcam in the menu of the image.
    """
    facts = case.facts.machine
    if facts.autostart is None:
        yield unknown(
            "whether it starts with the machine",
            facts.unlooked.get("autostart", "it was not looked at"),
        )
        return
    active = [it for it in facts.autostart if it.is_enabled and it.how]
    if active:
        yield well(
            "it starts with the machine", *(f"{it.how}: {it.unit}" for it in active)
        )
        return
    off = [it for it in facts.autostart if it.how]
    if not off and not facts.programs:
        return  # no card server lives on this machine
    unit = off[0].unit.rpartition("/")[2] if off else "hearth.service"
    yield Verdict(
        standing=Standing.WARNING,
        title="nothing starts the card program when this machine starts",
        evidence=tuple(f"{it.unit} is there, and not enabled" for it in off)
        or ("no systemd unit, no script of init.d and no softcam link names one",),
        remedy=f"Enable it: systemctl enable --now {unit}; on Enigma2 choose it"
        " as softcam",
        share=0.1,
        commands=(f"systemctl enable --now {unit}",),
    )

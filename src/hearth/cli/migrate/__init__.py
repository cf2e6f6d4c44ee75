"""``hearth migrate``: between CCcam.cfg, OSCam and Hearth."""

from hearth.cli.migrate.convert import command

__all__ = ["command"]

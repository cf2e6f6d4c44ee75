"""Codecs: bytes in, messages out. No clock, no socket."""

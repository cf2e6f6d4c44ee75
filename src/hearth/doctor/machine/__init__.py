"""Probes of this machine: each reads a few files below a root, and changes nothing."""

"""Checks of the answers: who was late, and why."""

"""Measurements of the whole program; ``make bench`` runs them all."""

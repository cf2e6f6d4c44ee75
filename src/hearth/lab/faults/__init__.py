"""The faults of a home: one file each, found by `hearth.lab.scenario.registry`."""

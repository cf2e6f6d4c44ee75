"""
The files beside CCcam.cfg: hearth.toml, the priorities, and the names.

All of them may be missing. `toml` reads hearth.toml, `overlay` lays it over
what CCcam.cfg says, `names` gives the names of channels and providers from
whichever files there are, and `rules` has what is said of any of them (H7xx).
"""

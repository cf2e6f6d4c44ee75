"""
The line test: connect times, round trips, loss, log-in and ECM time of each line.

`kernel` and `neighbours` ask the system; `run` measures; `past` reads what Hearth
remembers; `verdict` judges with thresholds that have a source; `months` keeps what
was measured and compares; `report` says it.
"""

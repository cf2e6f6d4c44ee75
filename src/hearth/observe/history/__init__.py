"""
What is remembered: every ECM for a month, its figures for a year, and what happened.

`hearth.observe.history.history.History` writes, in a thread of its own;
`hearth.observe.history.reader.HistoryReader` answers the pages' questions.
"""

"""Which line is asked, when, and who gets the answer."""

"""Add a receiver: its account, what to paste into it, and whether it comes."""

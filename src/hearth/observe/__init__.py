"""What is remembered of what happens: the log first."""

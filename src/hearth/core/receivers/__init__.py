"""Who gets in, and who is in."""

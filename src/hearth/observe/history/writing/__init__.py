"""How what was seen gets into the file."""

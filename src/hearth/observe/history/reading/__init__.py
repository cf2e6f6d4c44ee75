"""How questions are answered from the file."""

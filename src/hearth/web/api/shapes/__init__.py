"""How answers look: which parts a value has in JSON, and of which kind each is."""

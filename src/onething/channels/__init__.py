"""Floor 4: the ends through which people and systems reach the modules."""

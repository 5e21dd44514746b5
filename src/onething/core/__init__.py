"""Floor 1: pure decisions over frozen values. No Django, no clock, no input or output."""

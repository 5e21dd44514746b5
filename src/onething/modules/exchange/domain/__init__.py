"""Pure values and decisions of data exchange."""

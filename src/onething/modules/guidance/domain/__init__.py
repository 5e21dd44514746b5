"""Pure parts of guidance."""

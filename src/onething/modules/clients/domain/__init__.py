"""Pure parts of clients."""

"""Pure decisions of papers."""

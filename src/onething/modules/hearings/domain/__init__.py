"""Pure decisions of hearings."""

"""Pure decisions of delivery."""

"""Pure decisions about promises."""

"""Pure decisions of organisation: no Django, no clock."""

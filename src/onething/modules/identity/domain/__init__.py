"""Pure decisions of identity: no Django, no clock."""

"""Pure values and decisions of intake: no Django, no clock."""

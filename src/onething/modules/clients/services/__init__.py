"""What clients does, one file a use."""

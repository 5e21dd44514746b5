"""What guidance does, one file a use."""

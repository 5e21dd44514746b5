"""What is done with messages, one file a use case."""

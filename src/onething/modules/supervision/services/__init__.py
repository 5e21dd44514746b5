"""What is done with a task of supervision, one file a use case."""

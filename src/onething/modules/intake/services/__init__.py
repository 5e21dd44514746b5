"""What can be done with a draft and an application, one file a use case."""

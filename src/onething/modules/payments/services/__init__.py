"""What is done with an order, one file a use case."""

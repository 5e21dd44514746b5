"""What must be right before the house serves: each finding has a code and says what to do next."""

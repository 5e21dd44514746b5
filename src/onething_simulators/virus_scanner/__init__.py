"""A virus scanner that speaks clamd's protocol and knows one made-up signature."""

"""网上咨询: ask about a bundle before or while filling in, and read what the window answered."""

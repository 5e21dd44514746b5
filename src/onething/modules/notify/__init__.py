"""Messages to people: in their own space at once, by SMS after the commit, with receipts."""

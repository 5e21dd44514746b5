"""Floor 3: the rooms of the business, each entered through its `api` alone."""

"""Floor 5: settings, URLs, composition and the command line: where the rooms are put together."""

"""Floor 5: settings, addresses, composition, command line and supervisor; the one place that knows every room."""

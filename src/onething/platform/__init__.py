"""Floor 2: what every module stands on: clock, database, events, logs, keys, files, permissions."""

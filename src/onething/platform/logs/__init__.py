"""Two append-only logs, their sealed chains and an independent verifier."""

"""The outbox: the only record of work that leaves the database or may be slow; the worker only carries it out."""

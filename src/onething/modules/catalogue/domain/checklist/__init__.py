"""实施清单: what its rows say, and everything that is wrong with one; pure."""

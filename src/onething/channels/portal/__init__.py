"""Portal: what citizens see, on computer and phone from the same addresses; every page works without script."""

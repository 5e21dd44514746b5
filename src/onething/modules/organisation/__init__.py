"""Where public services live: regions, bodies, sites and windows. The lowest module: everything above names these."""

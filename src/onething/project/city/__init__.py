"""The demonstration city at work: what demo/city.yaml tells, played through the real services with a moved clock."""

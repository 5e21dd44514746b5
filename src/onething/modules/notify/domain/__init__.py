"""Decisions about messages: words, hours, states. Pure."""

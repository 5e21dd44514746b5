"""Decisions about orders: their lines, their states, what waits for them, and what a gateway may be believed. Pure."""

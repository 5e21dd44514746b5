"""Decisions of supervision: pure."""

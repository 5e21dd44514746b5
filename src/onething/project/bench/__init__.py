"""Bench: what the hot paths cost, as ratios to the least code that does the same, on a throw-away database.

Ours and the other side take turns in one run, medians; counts (statements, commits) are gates, times are reported.
"""

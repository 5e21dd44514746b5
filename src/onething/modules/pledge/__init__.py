"""Promises instead of materials (容缺, 告知承诺): what may be promised, what was, and whether it was kept."""

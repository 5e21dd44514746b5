"""我的: one's own space, a person's or a firm's: what is under way, papers, kept materials, and who looked at one's data."""

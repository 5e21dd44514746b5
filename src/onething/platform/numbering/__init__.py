"""Numbers in series: gap-free for papers, counted per item and day for cases."""

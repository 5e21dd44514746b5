"""How results reach the applicant (统一出件): electronically at once, handed over at a window, or by post."""

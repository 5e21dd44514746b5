"""The integrated window (综合窗口): receive, accept, ask for correction, refuse, file for somebody, hand over."""

"""咨询: somebody asks about a bundle before or while filling in, and the window of the site answers; it decides nothing."""

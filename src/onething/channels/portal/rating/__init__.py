"""Where the QR of a rating slip leads: anybody who was served says how it was."""

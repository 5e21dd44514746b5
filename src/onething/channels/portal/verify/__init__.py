"""Where the QR of a paper leads: anybody who holds the paper sees whether it is true and still in force."""

"""Cases from acceptance to conclusion: what bodies do with an application once it is filed (办件)."""

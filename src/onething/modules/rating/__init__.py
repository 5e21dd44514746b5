"""好差评: who was served says how it was, of their own will, anonymously; what follows from a bad one belongs to later rooms."""

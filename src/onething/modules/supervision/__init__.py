"""审管衔接: what one body granted is handed on to the body that supervises it, which accepts it and answers."""

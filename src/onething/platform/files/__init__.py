"""Files of people: inspected in a caged process, encrypted, stored by content."""

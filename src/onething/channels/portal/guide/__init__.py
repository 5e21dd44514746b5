"""The guide before login: start page, questions, and the guide itself as page, PDF and JSON. All are views of one plan."""

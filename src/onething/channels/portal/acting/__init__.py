"""For whom a citizen acts, and who may act for them."""

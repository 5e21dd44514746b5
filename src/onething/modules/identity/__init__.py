"""Who is who: accounts, persons, enterprises and staff posts are four different things."""

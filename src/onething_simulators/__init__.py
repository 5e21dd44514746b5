"""Outside systems played on loopback: each its own process, speaking the real protocol over a socket."""

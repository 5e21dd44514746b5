"""The contract suite of the connector: what any department's system must do, asked of whoever's address over a real socket."""

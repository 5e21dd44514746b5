"""The business system of one body: takes cases over the connector's protocol and reports about them (simulated)."""

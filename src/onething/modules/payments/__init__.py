"""Fees and orders (缴费): one order for an application with fees due, paid over a gateway or at the window."""

"""Intake: a person's draft becomes an application, with one form and one set of materials. 收件."""

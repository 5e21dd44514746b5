"""Joint sessions (联合勘验、联合评审、联合验收): one appointment for all departments concerned of one application."""

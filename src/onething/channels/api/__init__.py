"""The door for systems: `/api/v1/`, OAuth 2 in, JSON out, problem+json (RFC 9457) for everything that goes wrong."""

"""National identity authentication played as an OpenID Connect provider: code flow, PKCE, signed ID tokens."""

"""For staff of every post: procedure, window handbook, review points and flow of each bundle, made from its definitions."""

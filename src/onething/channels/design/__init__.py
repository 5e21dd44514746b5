"""One design system for all ends: tokens, components, layouts and the two server-drawn pictures (design survey 2.0)."""

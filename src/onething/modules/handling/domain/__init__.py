"""Pure decisions of handling: frozen values in, frozen answers with all reasons out."""

"""Pages of `docs/generated` that are written from the code itself: `onething docs render` writes, `check` compares."""

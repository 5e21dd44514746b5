"""Pure parts of the catalogue: reading documents, checking shapes, collecting packs, compiling bundles."""

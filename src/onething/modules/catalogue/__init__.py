"""Catalogue: packs are read, checked, reviewed and published here; published versions never change.

Life of a pack: files -> checked shapes -> compiled bundles -> publication review -> rows; after that the rows are the truth.
"""

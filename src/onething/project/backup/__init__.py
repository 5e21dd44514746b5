"""One file with everything a house is made of except its keys, and a house again from that file.

Inside, a plain tar: the database as its own tool dumps it, the seal witness, the file store as it lies there (encrypted),
a list of its digests, and a manifest with a tag that only the holder of the keys can make.
"""

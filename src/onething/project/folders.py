"""Whether a folder that may not exist yet can be written."""

import os
from pathlib import Path


def is_writable(path: Path) -> bool:
    """Whether the folder, or the nearest existing one above it, is a folder that may be written."""
    nearest = next(folder for folder in (path, *path.parents) if folder.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK)

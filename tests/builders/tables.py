"""Tables of cases that people read: YAML beside the tests, and the packs' own files."""

from pathlib import Path
from typing import Any

import yaml


def read_yaml(path: Path) -> Any:
    """What the file says, read by libyaml: the tables are long, and every process of a test run reads them."""
    return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

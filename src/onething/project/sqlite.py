"""Put the `pysqlite3` wheel in the place of `sqlite3` before Django loads it.

Source: SQLite before 3.51.3 can corrupt a database when its write-ahead log is reset; Debian 12 ships 3.40.
"""

import sys
from importlib import import_module
from importlib.util import find_spec

SOUND_SINCE = (3, 51, 3)


def load_sound_sqlite() -> None:
    """Replace the standard driver when the wheel is installed; on other machines the standard one stays."""
    if find_spec("pysqlite3") is None:
        return
    sys.modules["sqlite3"] = import_module("pysqlite3")
    sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")

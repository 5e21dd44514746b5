"""The errors of backup and restore; each text is for operators.

BackupError
├── BackupRefused    backup.refused    nothing was written: what is asked for cannot be done here
└── RestoreRefused   restore.refused   nothing was written: the file, the keys or the house do not fit
"""


class BackupError(Exception):
    """Base; the text says what is wrong and what to do next."""

    code = "backup"


class BackupRefused(BackupError):
    """There is no backup."""

    code = "backup.refused"


class RestoreRefused(BackupError):
    """The house is as it was."""

    code = "restore.refused"

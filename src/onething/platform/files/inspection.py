"""Look at an upload before anything else does: in a caged process, by content, never by what it says it is."""

import subprocess
import sys
from dataclasses import dataclass

from django.conf import settings

from onething.platform.files.cage import media_type_of
from onething.platform.files.names import clean_name, ending_fits
from onething.platform.files.refusals import REASONS, UploadRefused
from onething.platform.files.scanning import scan
from onething.platform.files.store import is_kept

WALL_SECONDS = 20  # what runs wild is stopped by the cage's two seconds of CPU; a busy machine needs longer for those
BARE = {"LC_ALL": "C"}  # no secrets, and no locale archive that would fill the memory the cage allows


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedUpload:
    """Content that may be kept, its true type and its cleaned name."""

    name: str
    media_type: str
    content: bytes


def inspect_upload(*, name: str, content: bytes) -> InspectedUpload:
    """Clean the upload or raise UploadRefused; images come back redrawn, without position data."""
    if not content:
        raise UploadRefused("upload.empty")
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused("upload.too_large")
    media_type, cleaned = _known(content) or _in_cage(content)
    if not ending_fits(name, media_type):
        raise UploadRefused("upload.type_mismatch")
    if len(cleaned) > settings.UPLOAD_MAX_BYTES:
        raise UploadRefused("upload.too_large")
    scan(cleaned)
    return InspectedUpload(name=clean_name(name, media_type), media_type=media_type, content=cleaned)


def _known(content: bytes) -> tuple[str, bytes] | None:
    """Content that is kept already, byte for byte as an inspection let it through, needs no second one."""
    return (media_type_of(content), content) if is_kept(content) else None


def _in_cage(content: bytes) -> tuple[str, bytes]:
    command = [sys.executable, "-I", "-m", "onething.platform.files.cage"]
    try:
        # The command is fixed; the stranger's file goes in as standard input only.
        done = subprocess.run(command, input=content, capture_output=True, timeout=WALL_SECONDS, env=BARE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise UploadRefused("upload.too_heavy") from error
    verdict, _, cleaned = done.stdout.partition(b"\n")
    if done.returncode or not verdict:
        raise UploadRefused("upload.too_heavy")
    code = verdict.decode("ascii", errors="replace")
    if code in REASONS:
        raise UploadRefused(code)
    return code, cleaned

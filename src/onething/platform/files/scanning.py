"""Ask a virus scanner about content that may be kept otherwise: clamd over a socket, where the settings name one.

Whoever cannot be asked has not said that it is clean: then nothing is taken in until the scanner answers again.
"""

import logging
import socket
import struct
from collections.abc import Iterator
from time import monotonic

from django.conf import settings

from onething.platform.files.refusals import UploadRefused

log = logging.getLogger(__name__)
ASKING_SECONDS = 10.0
GREETING_SECONDS = 2.0
CHUNK_BYTES = 64 * 1024
LENGTH = struct.Struct(">I")
LONGEST_ANSWER = 300
CLEAN, FOUND, ALIVE = "stream: OK", " FOUND", "PONG"


def scan(content: bytes) -> None:
    """UploadRefused unless the scanner finds nothing, or there is none."""
    if not settings.CLAMD:
        return
    answer = _ask([b"zINSTREAM\0", *_in_chunks(content)], seconds=ASKING_SECONDS)
    if answer.endswith(FOUND):
        log.warning("the virus scanner refused an upload: %s", answer)
        raise UploadRefused("upload.infected")
    if answer != CLEAN:
        log.error("the virus scanner gave no verdict: %s", answer or "no answer")
        raise UploadRefused("upload.not_scanned")


def scanner_answers() -> bool:
    """Whether the scanner can be asked."""
    return _ask([b"zPING\0"], seconds=GREETING_SECONDS) == ALIVE


def _in_chunks(content: bytes) -> Iterator[bytes]:
    """Each after its length; one without length ends the stream."""
    for start in range(0, len(content), CHUNK_BYTES):
        part = content[start : start + CHUNK_BYTES]
        yield LENGTH.pack(len(part)) + part
    yield LENGTH.pack(0)


def _ask(question: list[bytes], *, seconds: float) -> str:
    """The first answer, as far as it can be read; empty when none came in time."""
    end, answer = monotonic() + seconds, b""
    try:
        with _connect(seconds) as line:
            line.sendall(b"".join(question))
            while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
                line.settimeout(max(end - monotonic(), 0.001))
                more = line.recv(LONGEST_ANSWER)
                answer += more or b"\0"
    except OSError:
        return ""
    words = answer.partition(b"\0")[0].decode("ascii", errors="replace")
    return "".join(letter if letter.isprintable() else "?" for letter in words)


def _connect(seconds: float) -> socket.socket:
    """`/path` is a socket of this machine, `host:port` one of the network."""
    place = str(settings.CLAMD)
    if not place.startswith("/"):
        host, _, port = place.rpartition(":")
        return socket.create_connection((host.strip("[]"), port), timeout=seconds)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(seconds)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line

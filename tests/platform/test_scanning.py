"""What the virus scanner refuses is not kept, and while it cannot be asked nothing is; without one nothing is asked."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from socketserver import StreamRequestHandler, UnixStreamServer
from threading import Thread
from typing import Any

import pikepdf
import pytest

from builders.files import image, pdf
from onething.platform.files import scanning
from onething.platform.files.api import UploadRefused, inspect_upload, scanner_answers
from onething_simulators.launching import running

INVENTED = "ONETHING-INVENTED-VIRUS"
Start = Callable[[str], None]


def infected() -> bytes:
    def add(document: pikepdf.Pdf) -> None:
        document.docinfo["/Subject"] = pikepdf.String(INVENTED)

    return pdf(add)


@pytest.fixture
def scanner(settings: Any) -> Iterator[Start]:
    """Start one that answers in this way."""
    with ExitStack() as started:

        def start(way: str) -> None:
            settings.CLAMD = started.enter_context(running("virus_scanner", "--way", way))

        yield start


def refusal(content: bytes) -> str:
    with pytest.raises(UploadRefused) as refused:
        inspect_upload(name="材料", content=content)
    return refused.value.code


def test_without_a_scanner_nothing_is_asked(settings: Any) -> None:
    settings.CLAMD = ""

    assert inspect_upload(name="材料", content=infected()).content == infected()


def test_what_the_scanner_finds_is_refused_and_the_rest_is_taken(
    scanner: Start, caplog: pytest.LogCaptureFixture
) -> None:
    scanner("well")

    assert refusal(infected()) == "upload.infected"
    assert "Onething.Invented FOUND" in caplog.text
    assert inspect_upload(name="照片", content=image("JPEG", (2000, 1500))).media_type == "image/jpeg"
    assert scanner_answers()


@pytest.mark.parametrize("way", ["down", "slow", "drip", "garbage", "full"])
def test_while_the_scanner_gives_no_verdict_nothing_is_taken(
    scanner: Start, way: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(scanning, "ASKING_SECONDS", 0.5)
    monkeypatch.setattr(scanning, "GREETING_SECONDS", 0.2)
    scanner(way)
    began = time.monotonic()

    assert refusal(pdf()) == "upload.not_scanned"
    assert not scanner_answers()
    assert time.monotonic() - began < 3
    assert [record.levelno for record in caplog.records if record.name == scanning.__name__] == [logging.ERROR]
    assert all(line.isprintable() for line in caplog.messages)


@pytest.mark.parametrize("place", ["127.0.0.1:1", "/nowhere/clamd.ctl", "nonsense"])
def test_a_scanner_that_is_not_there_is_down(settings: Any, place: str) -> None:
    settings.CLAMD = place

    assert refusal(pdf()) == "upload.not_scanned"


def test_a_scanner_of_this_machine_is_asked_over_its_own_socket(settings: Any, tmp_path: Path) -> None:
    class Ponging(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"PONG\0")

    settings.CLAMD = str(tmp_path / "clamd")
    with UnixStreamServer(settings.CLAMD, Ponging) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

        assert scanner_answers()
        server.shutdown()

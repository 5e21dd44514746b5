"""clamd's PING and INSTREAM on loopback: reads the stream chunk by chunk and answers in one line, or misbehaves."""

import signal
import struct
import time
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import FrameType

SIGNATURE = b"ONETHING-INVENTED-VIRUS"
WAYS = ("well", "slow", "drip", "down", "garbage", "full")
SLOW_SECONDS = 60.0
LENGTH = struct.Struct(">I")


def serve(*, port: int, way: str) -> int:
    """Serve until SIGTERM; prints `ready HOST:PORT` once it listens."""
    with _Server(("127.0.0.1", port), _Handler) as server:
        server.way = way
        signal.signal(signal.SIGTERM, _stop)
        print(f"ready 127.0.0.1:{server.server_address[1]}", flush=True)
        try:
            server.serve_forever(poll_interval=0.1)
        except KeyboardInterrupt:
            return 0
    return 0


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


class _Server(ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True
    block_on_close = False
    way = "well"


class _Handler(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        if self.server.way == "down":
            return
        answer = self._answer(self._command())
        if self.server.way == "slow":
            time.sleep(SLOW_SECONDS)
        if self.server.way == "drip":
            self._drip()
        self.wfile.write(answer)

    def _command(self) -> bytes:
        command = b""
        while not command.endswith(b"\0") and (letter := self.rfile.read(1)):
            command += letter
        return command

    def _answer(self, command: bytes) -> bytes:
        if command == b"zPING\0":
            verdict = b"PONG"
        elif command == b"zINSTREAM\0":
            verdict = b"stream: Onething.Invented FOUND" if SIGNATURE in self._stream() else b"stream: OK"
        else:
            verdict = b"UNKNOWN COMMAND"
        broken = {"garbage": b"\xff\xfestream: OK?\r\n\x1b[31m", "full": b"INSTREAM size limit exceeded. ERROR"}
        return broken.get(self.server.way, verdict) + b"\0"

    def _stream(self) -> bytes:
        content = b""
        while length := LENGTH.unpack(self.rfile.read(LENGTH.size))[0]:
            content += self.rfile.read(length)
        return content

    def _drip(self) -> None:
        for _ in range(int(SLOW_SECONDS)):
            self.wfile.write(b"s")
            time.sleep(1)

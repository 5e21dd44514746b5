"""How each fault spoils an answer on the wire: what really leaves the socket."""

import json
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

from onething_simulators.faults import Fault, FaultOrder
from onething_simulators.messages import Reply

OVERSIZE = 8 * 1024 * 1024
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


def send(handler: BaseHTTPRequestHandler, reply: Reply, *, order: FaultOrder) -> None:
    """Write the answer, spoiled as ordered; a caller that hangs up early is no error here."""
    try:
        if wire_fault := WIRE_FAULTS.get(order.fault):
            handler.close_connection = True
            wire_fault(handler, reply, order)
        else:
            spoil = CONTENT_FAULTS.get(order.fault)
            _send_whole(handler, spoil(reply) if spoil else reply, order)
    except OSError:
        handler.close_connection = True


def _send_whole(handler: BaseHTTPRequestHandler, reply: Reply, _order: FaultOrder) -> None:
    _send_head(handler, reply)
    handler.wfile.write(reply.body)


def _send_head(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.wire_headers().items():
        handler.send_header(name, value)
    if handler.close_connection:
        handler.send_header("Connection", "close")
    handler.end_headers()


def _with(reply: Reply, name: str, value: str) -> Reply:
    if not reply.content_type.startswith("application/json"):
        return reply
    return replace(reply, body=json.dumps({**json.loads(reply.body), name: value}).encode())


def _send_late(handler: BaseHTTPRequestHandler, reply: Reply, order: FaultOrder) -> None:
    time.sleep(order.seconds)
    _send_whole(handler, reply, order)


def _reset(handler: BaseHTTPRequestHandler, _reply: Reply, _order: FaultOrder) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    # Closed here, before the server's polite shutdown would send FIN, which is a different failure.
    handler.connection.close()


def _send_half(handler: BaseHTTPRequestHandler, reply: Reply, _order: FaultOrder) -> None:
    _send_head(handler, reply)
    handler.wfile.write(reply.body[: len(reply.body) // 2])


def _send_drop_by_drop(handler: BaseHTTPRequestHandler, reply: Reply, order: FaultOrder) -> None:
    lines = [f"HTTP/1.1 {reply.status} -", *(f"{name}: {value}" for name, value in reply.wire_headers().items())]
    whole = "\r\n".join([*lines, "", ""]).encode("latin-1") + reply.body
    for position in range(len(whole)):
        handler.wfile.write(whole[position : position + 1])
        time.sleep(order.seconds)


WireFault = Callable[[BaseHTTPRequestHandler, Reply, FaultOrder], None]
WIRE_FAULTS: Mapping[Fault, WireFault] = {
    Fault.SLOW: _send_late,
    Fault.DOWN: _reset,
    Fault.TRUNCATED: _send_half,
    Fault.DRIP: _send_drop_by_drop,
}
CONTENT_FAULTS: Mapping[Fault, Callable[[Reply], Reply]] = {
    Fault.GARBAGE: lambda reply: replace(reply, status=200, body=b"\xff\xfe<html>" + reply.body[::-1]),
    Fault.HTTP500: lambda reply: replace(reply, status=500, content_type="text/html", body=b"<h1>Server Error</h1>"),
    Fault.WRONG_SHAPE: lambda reply: replace(reply, status=200, body=b'{"data": [], "msg": "success"}'),
    Fault.MIXED_UP: lambda reply: _with(reply, "request_id", "00000000-0000-0000-0000-000000000000"),
    Fault.NUL: lambda reply: _with(reply, "source", "\x00"),
    Fault.OVERSIZED: lambda reply: replace(reply, body=reply.body[:-1] + b" " * OVERSIZE + reply.body[-1:]),
    Fault.REDIRECT: lambda reply: replace(
        reply, status=307, body=b"", headers={**reply.headers, "Location": "/elsewhere"}
    ),
}

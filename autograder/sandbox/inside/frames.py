"""A frame is data and nothing else: two lengths, a JSON header, the raw bytes of its tensors.

Both ends of the wall use this module. Whoever reads treats every byte as hostile: sizes, depth, shapes
and dtypes are bounded before anything is built from them, and a wrong frame is `Garbled`. Tensors take their
bytes one after the other, so that a frame never grows in the reading.
"""

import json
import math
import socket
import struct
import time
from typing import Any

import torch

Data = Any  # None, bool, int, float, str, torch.Tensor, and lists and string-keyed dicts of these

LENGTHS = struct.Struct("<II")
MOST_HEADER = 1 << 20
MOST_BODY = 1 << 24
MOST_DIMENSIONS = 12
MOST_DIGITS = 19
DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (torch.float64, torch.float32, torch.float16, torch.int64, torch.int32, torch.uint8, torch.bool)
}


class Garbled(Exception):
    """What came over the wall is no frame."""


class Closed(Exception):
    """The other end has gone, or the time for its answer is over."""


def send(sock: socket.socket, data: Data) -> None:
    """Send one frame; raise `Closed` when nobody is there to take it."""
    body = bytearray()
    header = json.dumps(data, default=lambda tensor: _entry(tensor, body)).encode()
    try:
        sock.sendall(LENGTHS.pack(len(header), len(body)) + header + body)
    except OSError as error:
        raise Closed(str(error)) from None


def receive(sock: socket.socket, deadline: float | None = None) -> Data:
    """Read one frame before the deadline (of `time.monotonic`); raise `Closed` or `Garbled` when there is none."""
    header_size, body_size = LENGTHS.unpack(_read(sock, LENGTHS.size, deadline))
    if header_size > MOST_HEADER or body_size > MOST_BODY:
        raise Garbled("a frame beyond the size limit")
    content = _read(sock, header_size + body_size, deadline)
    header, body = bytes(content[:header_size]), content[header_size:]
    try:
        return json.loads(header, object_hook=lambda entry: _restored(entry, body), parse_int=_integer)
    except (ValueError, TypeError, RecursionError) as error:
        raise Garbled(str(error)) from None


def _read(sock: socket.socket, size: int, deadline: float | None) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        try:
            if deadline is not None:
                sock.settimeout(max(deadline - time.monotonic(), 1e-3))
            count = sock.recv_into(view)
        except OSError as error:
            raise Closed(str(error)) from None
        if not count:
            raise Closed("end of the stream")
        view = view[count:]
    return buffer


def _entry(tensor: torch.Tensor, body: bytearray) -> Data:
    name = str(tensor.dtype).removeprefix("torch.")
    if name not in DTYPES:
        return None  # It has no name here; a student may return one all the same.
    body += tensor.numpy().tobytes()
    return {"tensor": [name, list(tensor.shape)]}


def _restored(entry: dict[str, Data], body: bytearray) -> Data:
    return _tensor(body, *entry["tensor"]) if entry.keys() == {"tensor"} else entry


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise Garbled("an integer beyond 64 bits")
    return int(text)


def _tensor(body: bytearray, name: str, shape: list[int]) -> torch.Tensor:
    dtype = DTYPES.get(name) if isinstance(name, str) else None
    if dtype is None or not isinstance(shape, list) or len(shape) > MOST_DIMENSIONS:
        raise Garbled("a tensor of an unknown kind")
    if not all(type(size) is int and 0 <= size <= MOST_BODY for size in shape):
        raise Garbled("a tensor of an impossible shape")
    if math.prod(max(size, 1) for size in shape) > MOST_BODY:  # Strides overflow beside a dimension of 0, too.
        raise Garbled("a tensor of an impossible shape")
    size = math.prod(shape) * dtype.itemsize
    if size > len(body):
        raise Garbled("a tensor larger than its bytes")
    taken = body[:size]
    del body[:size]
    return torch.frombuffer(taken, dtype=dtype).reshape(shape) if size else torch.empty(shape, dtype=dtype)

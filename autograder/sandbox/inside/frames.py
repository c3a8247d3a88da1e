"""A frame is data and nothing else: two lengths, a JSON header, the raw bytes of its tensors.

Both ends of the wall use this module. Whoever reads treats every byte as hostile: sizes, depth, shapes
and dtypes are bounded before anything is built from them, and a wrong frame is `Garbled`. Tensors take their
bytes one after the other, so that a frame never grows in the reading.
"""

import json
import math
import socket
import struct
from collections.abc import Callable
from time import monotonic
from typing import Any, NoReturn

import torch

Data = Any  # None, bool, int, float, str, torch.Tensor, and lists and string-keyed dicts of these
Waited = Callable[[float], None]

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
    """The other end has gone."""


def send(sock: socket.socket, data: Data, waited: Waited = lambda _: None) -> None:
    """Send data as one frame; raise `Closed` when nobody is there to take it."""
    write(sock, packed(data), waited)


def write(sock: socket.socket, frame: bytes, waited: Waited = lambda _: None) -> None:
    """Send one frame as it is; raise `Closed` when nobody is there to take it."""
    view = memoryview(frame)
    while view:
        view = view[_some(sock.send, view, waited) :]


def receive(sock: socket.socket, waited: Waited = lambda _: None) -> Data:
    """Read one frame, and unpack it; raise `Closed` or `Garbled` when there is none."""
    return unpacked(read(sock, waited))


def read(sock: socket.socket, waited: Waited = lambda _: None) -> bytes:
    """Read one frame as it is; raise `Closed` or `Garbled` when there is none.

    Seconds that pass are told to `waited`, again and again if the socket has a timeout; it may raise to end them.
    """
    lengths = _read(sock, LENGTHS.size, waited)
    header_size, body_size = LENGTHS.unpack(lengths)
    if header_size > MOST_HEADER or body_size > MOST_BODY:
        raise Garbled("a frame beyond the size limit")
    return bytes(lengths + _read(sock, header_size + body_size, waited))


def packed(data: Data) -> bytes:
    """Make a frame of data."""
    body = bytearray()
    header = json.dumps(data, default=lambda tensor: _entry(tensor, body)).encode()
    return LENGTHS.pack(len(header), len(body)) + header + body


def unpacked(frame: bytes) -> Data:
    """The data in a frame; raise `Garbled` when they are of another form."""
    end = LENGTHS.size + LENGTHS.unpack_from(frame)[0]
    header, body = frame[LENGTHS.size : end], bytearray(frame[end:])
    try:
        return json.loads(header, object_hook=lambda entry: _restored(entry, body), parse_int=_integer)
    except (ValueError, TypeError, RecursionError) as error:
        raise Garbled(str(error)) from None


def _read(sock: socket.socket, size: int, waited: Waited) -> bytearray:
    buffer = bytearray(size)
    view = memoryview(buffer)
    while view:
        view = view[_some(sock.recv_into, view, waited) or _end() :]
    return buffer


def _end() -> NoReturn:
    raise Closed("end of the stream")


def _some(move: Callable[[memoryview], int], view: memoryview, waited: Waited) -> int:
    """Send or receive what can be at once; 0 when the other end has gone."""
    while True:
        started = monotonic()
        try:
            return move(view)
        except TimeoutError:
            continue
        except OSError as error:
            raise Closed(str(error)) from None
        finally:
            waited(monotonic() - started)


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

# Opens sockets of every family to everywhere.
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET, socket.AF_VSOCK):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            opened = socket.socket(family, kind)
            opened.settimeout(1)
            opened.connect(("127.0.0.1", 22) if family == socket.AF_INET else "\0systemd")
            result = "connected"
        except (OSError, TypeError):
            pass
assert "result" not in globals()

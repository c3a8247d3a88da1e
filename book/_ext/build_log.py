"""Say what a build is doing, a line a chapter, and say nothing that would frighten."""

import zmq
from jupyter_client.manager import KernelManager


def announce(app, docname: str, source: list[str]) -> None:
    """Name the chapter that is read, and run, next."""
    chapters = sorted(app.env.found_docs)
    print(f"  chapter {chapters.index(docname) + 1} of {len(chapters)}: {docname}", flush=True)


def setup(app):
    """Announce chapters; let kernels talk to the build in cipher, since each warns when they do not."""
    if zmq.has("curve"):
        KernelManager.transport_encryption.default_value = "auto"
    app.connect("source-read", announce)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

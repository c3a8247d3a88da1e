"""Run a chapter again when its code changed, or anything that its code can reach; keep its outputs otherwise."""

import hashlib
import shutil
import sys
from pathlib import Path

from edition import ROOT
from sphinx.application import ENV_PICKLE_FILENAME

# What chapters import, count or quote. Their own code cells are compared by jupyter-cache, their prose by Sphinx.
REACHABLE = ["solutions", "exercises", "tests/hostile", "book/_ext"]


def fingerprint() -> str:
    """Name the state of all that a chapter's outputs depend on beside its own cells: by content, whatever its age."""
    state = hashlib.sha256(sys.version.encode())
    for package in sorted(path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")):
        state.update(package.encode())  # its name and its version
    for file in sorted(filter(is_source, (path for part in REACHABLE for path in (ROOT / part).rglob("*")))):
        state.update(f"{file.relative_to(ROOT)} {file.stat().st_size}\n".encode() + file.read_bytes())
    return state.hexdigest()


def is_source(path: Path) -> bool:
    """Leave out folders, and what Python and the tests write beside sources."""
    return path.is_file() and "__pycache__" not in path.parts


def keep_outputs(app, config) -> None:
    """Keep outputs under the fingerprint: another one is another configuration, so every chapter is read again."""
    outputs = Path(app.outdir).parent / ".jupyter_cache"
    config.nb_execution_cache_path = str(outputs / fingerprint())
    for folder in outputs.glob("*"):
        if str(folder) != config.nb_execution_cache_path:
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()


def forget_faults(app, exception) -> None:
    """Read every chapter anew after a build with warnings: Sphinx would not repeat those of a chapter that it keeps."""
    if app._warncount:
        Path(app.doctreedir, ENV_PICKLE_FILENAME).unlink(missing_ok=True)


def setup(app):
    """Choose the place of the outputs before Sphinx compares configurations."""
    app.connect("config-inited", keep_outputs)
    app.connect("build-finished", forget_faults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

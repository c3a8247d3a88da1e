"""Start each chapter's kernel as a fork of one process that has imported the libraries: torch is loaded once.

A fork is a process of its own, so no chapter sees another's names, seeds or figures. The build itself imports
libraries only, never the references or the pictures, so each chapter imports those for itself.
"""

import asyncio
import gc
import logging
import os
import sys
from importlib import import_module
from importlib.metadata import EntryPoint
from multiprocessing.context import ForkProcess

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

LIBRARIES = ["ipykernel.kernelapp", "matplotlib.pyplot", "torch"]


class ForkedKernel(LocalProvisioner):
    """A kernel that starts with the libraries imported."""

    async def launch_kernel(self, cmd, **kwargs):
        """Fork; in a session of its own, so that a signal for the kernel reaches nobody else."""
        import_libraries()
        self.process = Fork(cmd[cmd.index("-f") :], kwargs["env"], kwargs["cwd"])
        self.process.start()
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs["cwd"]
        return self.connection_info


class Fork(ForkProcess):
    """A process with the names that jupyter_client knows from subprocess."""

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], environment: dict[str, str], folder: str):
        """Remember what the kernel needs to know; the fork dies with the build."""
        super().__init__(daemon=True)
        self.start_with = arguments, environment, folder

    def run(self):
        """Become the kernel."""
        os.setsid()
        arguments, environment, folder = self.start_with
        os.environ.update(environment)
        os.chdir(folder)
        sys.path[:0] = ["", *environment["PYTHONPATH"].split(os.pathsep)]
        asyncio.set_event_loop(asyncio.new_event_loop())
        # Told to end while it answers, it complains of its own closed sockets; what a cell raises goes another way.
        logging.getLogger("tornado.general").disabled = True
        gc.freeze()  # what belongs to the build, its sockets too, is not for the kernel to close
        options = ["--HistoryManager.enabled=False", f"--IPKernelApp.parent_handle={os.getppid()}"]
        sys.modules["ipykernel.kernelapp"].launch_new_instance(arguments + options)

    def poll(self):
        """Give the exit status, or None while it runs."""
        return self.exitcode

    def wait(self):
        """Wait for the exit status."""
        self.join()
        return self.exitcode

    def send_signal(self, number: int):
        """Send a signal."""
        os.kill(self.pid, number)


def import_libraries() -> None:
    """Import what chapters use most; figures are drawn into the page, as kernels do, and that is decided here."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for library in LIBRARIES:
        import_module(library)


def call_in_fork(function: str, *arguments) -> None:
    """Call `module:function` where it may import the references and the pictures, and wait for it."""
    import_libraries()
    process = ForkProcess(target=call, args=(function, *arguments))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{function} failed; its traceback is above")


def call(function: str, *arguments) -> None:
    """Import the module, and call its function."""
    sys.path[:0] = os.environ["PYTHONPATH"].split(os.pathsep)
    module, name = function.split(":")
    getattr(import_module(module), name)(*arguments)


def register(app) -> None:
    """Let this build start its kernels by forks on Linux, where forking is safe, and elsewhere as usual."""
    if sys.platform == "linux":
        factory = KernelProvisionerFactory.instance()
        factory.provisioners["fork"] = EntryPoint("fork", f"{__name__}:{ForkedKernel.__name__}", factory.GROUP_NAME)
        factory.default_provisioner_name = "fork"


def setup(app):
    """Start kernels this way from the first chapter on."""
    app.connect("builder-inited", register)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""What tests of formgrader share: the server that `make formgrader` starts, and an instructor before it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import PATIENCE

KIT = Path(__file__).parent.parent
LOADED = "return formgrader.comments?.loaded && formgrader.grades.loaded"
NOWHERE = "/proc/nobody"  # a home that cannot be written: nothing outside the kit may be needed


@contextmanager
def serving(course: Path) -> Iterator[str]:
    """Run `make formgrader` on a course; give the server's address."""
    port = free_port()
    settings = [f"COURSE={course}", f"BIN={Path(sys.executable).parent}"]
    options = f"--allow-root --no-browser --port {port} --ServerApp.port_retries=0 --IdentityProvider.token="
    command = [shutil.which("make") or "make", "-o", "setup", "formgrader", *settings, f"JUPYTER_ARGS={options}"]
    with (course / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=KIT, env={**os.environ, "HOME": NOWHERE}, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield answering(f"http://127.0.0.1:{port}", course / "server.log", server)
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def answering(address: str, log: Path, server: "subprocess.Popen[bytes]") -> str:
    """Wait until the server answers."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=10).close()
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.2)
        else:
            return address
    raise AssertionError(log.read_text())


class Instructor:
    """Someone who grades by hand in formgrader."""

    def __init__(self, browser: webdriver.Chrome, address: str) -> None:
        self.browser, self.address = browser, address

    def wait(self, done: object) -> None:
        """Wait until something holds on the page."""
        WebDriverWait(self.browser, PATIENCE).until(done)  # type: ignore[arg-type]

    def list(self) -> dict[str, WebElement]:
        """Open the list of submissions; give the rows by the students' names."""
        self.browser.get(f"{self.address}/formgrader/gradebook/gradient_descent/gradient_descent")
        self.wait(lambda browser: browser.find_elements(By.CSS_SELECTOR, ".name a"))
        rows = self.browser.find_elements(By.CSS_SELECTOR, "tbody tr")
        names = [row.find_element(By.CSS_SELECTOR, ".name .name-shown").get_attribute("textContent") for row in rows]
        return dict(zip(names, rows, strict=True))

    def open(self, name: str) -> None:
        """Open a student's submission from the list."""
        link = self.list()[name].find_element(By.CSS_SELECTOR, ".name a")
        self.browser.get(link.get_attribute("href"))
        # nbgrader's script stumbles where MathJax cannot come from the network, but loads scores and comments before.
        self.wait(lambda browser: browser.execute_script(LOADED))

    def field(self, name: str) -> WebElement:
        """The field of a score, as `test_mse`, or of a comment, as `mse-comment`."""
        return self.browser.find_element(By.ID, name)

    def enter(self, name: str, text: str) -> None:
        """Write into a field and leave it, which saves."""
        self.field(name).clear()
        self.field(name).send_keys(text)
        self.browser.execute_script("arguments[0].blur()", self.field(name))

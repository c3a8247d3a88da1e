"""What tests of the book share: its editions built, each once, a web server, and a browser."""

import functools
import http.server
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from book_builds import SmallBook, built, pdf
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--window-size=1280,900",
]  # fmt: skip


@pytest.fixture(scope="session")
def student(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The student edition."""
    return built(tmp_path_factory.mktemp("student"), "")


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The full edition."""
    return built(tmp_path_factory.mktemp("full"), "full")


@pytest.fixture
def small_book(tmp_path: Path) -> SmallBook:
    """A small book of its own for each test."""
    return SmallBook.below(tmp_path)


@pytest.fixture(scope="session")
def served(student: Path) -> Iterator[str]:
    """The student edition's address on a web server of this machine."""
    handler = functools.partial(Quiet, directory=student)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server that does not log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser: a machine without one skips its tests, continuous integration fails."""
    try:
        return pdf.find_browser()
    except SystemExit as missing:
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        return give_up(str(missing))


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[webdriver.Chrome]:
    """One Chromium for all tests, with a profile of its own."""
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for option in [*OPTIONS, f"--user-data-dir={profile}"]:
            options.add_argument(option)
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        yield driver
        driver.quit()


@dataclass
class Visit:
    """What happened while a page was loaded from an empty cache."""

    requests: list[str]
    weight: int
    console: list[str]


@pytest.fixture
def visit(browser: webdriver.Chrome) -> Callable[..., Visit]:
    """Open a page with the theme and the width that a reader may have, and tell what happened."""

    def visit(url: str, theme: str = "light", width: int = 1280) -> Visit:
        browser.get("about:blank")
        browser.execute_cdp_cmd("Network.setCacheDisabled", {"cacheDisabled": True})
        emulate(browser, theme, width)
        browser.get_log("performance"), browser.get_log("browser")
        browser.get(url)
        browser.execute_async_script("setTimeout(arguments[0], 400)")
        events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        return Visit(
            requests=[e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"],
            weight=sum(e["params"]["encodedDataLength"] for e in events if e["method"] == "Network.loadingFinished"),
            console=[entry["message"] for entry in browser.get_log("browser") if entry["level"] != "INFO"],
        )

    return visit


def emulate(browser: webdriver.Chrome, theme: str, width: int) -> None:
    """Set the reader's theme and the width of the screen."""
    features = [{"name": "prefers-color-scheme", "value": theme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": features})
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

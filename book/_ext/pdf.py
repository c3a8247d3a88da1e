"""Print the whole book into one PDF, tagged and with bookmarks, by Chromium: `python book/_ext/pdf.py`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "_build" / "singlehtml" / "index.html"
PDF = ROOT / "_build" / "pdf" / "book.pdf"
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]


def main() -> None:
    """Build, print, and say where the PDF is."""
    browser = find_browser()
    build_single_page()
    print_pdf(browser, PAGE, PDF)
    print(f"The book is printed: {PDF.relative_to(ROOT)}")


def find_browser() -> str:
    """Find a Chromium on this machine, or say what is missing."""
    for name in filter(None, [os.environ.get("CHROMIUM"), *BROWSERS]):
        if found := shutil.which(name):
            return found
    sys.exit(
        "The PDF is printed by Chromium, and there is none here. Install Chromium or Chrome, or set "
        "CHROMIUM to where it is; or open the book in any browser and print it from there."
    )


def build_single_page() -> None:
    """Build the book as one page, as strictly as the book itself."""
    build = Path(__file__).with_name("build.py")
    subprocess.run([sys.executable, build, "--builder", "singlehtml"], check=True)


def print_pdf(browser: str, page: Path, pdf: Path) -> None:
    """Let the browser print a page that needs no network, with a profile of its own."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [browser, *OPTIONS, f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.as_uri()],
            check=True,
            timeout=300,
            capture_output=True,
        )
    if not pdf.exists():
        sys.exit(f"{browser} printed nothing.")


OPTIONS = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--virtual-time-budget=20000",
    "--window-size=900,1200",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]

if __name__ == "__main__":
    main()

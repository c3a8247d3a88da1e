"""How tests build the book: whole editions, and small books to try a fault on."""

import os
import shutil
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
EXTENSIONS = ROOT / "book" / "_ext"
PARTS = yaml.safe_load((ROOT / "book/_toc.yml").read_text())["parts"]
PAGES = ["index", *(page["file"] for part in PARTS for page in part["chapters"])]
sys.path.insert(0, str(EXTENSIONS))
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # ziamath's own, when it is imported
    import formulas
    import fresh  # noqa: F401  for tests, as those that follow
    import pdf  # noqa: F401
    import runs  # noqa: F401
    import tuning  # noqa: F401
    from yours import write_functions  # noqa: F401

    formulas.ziamath()


def jupyter_book(root: Path, output: Path, edition: str = "", *options: str) -> subprocess.CompletedProcess[str]:
    """Build the book below root as `make book` does."""
    return subprocess.run(
        [sys.executable, root / "book/_ext/build.py", "--path-output", output, *options],
        env=os.environ | {"EDITION": edition, "NO_COLOR": "1"},
        text=True,
        capture_output=True,
        check=False,
    )


def built(output: Path, edition: str) -> Path:
    """Build an edition of the kit's book, and give the folder to publish."""
    done = jupyter_book(ROOT, output, edition, "--quiet")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    (output / "build.log").write_text(done.stdout + done.stderr)
    return output / "_build" / "html"


@dataclass
class SmallBook:
    """A book of a few lines with the kit's own configuration, extensions and references, to change at will."""

    root: Path

    @classmethod
    def below(cls, root: Path) -> "SmallBook":
        """Copy what the book is built with, but no chapter."""
        for part in ("solutions", "exercises", "book/_ext", "book/_assets"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "_config.yml", root)
        (root / "book" / "references.bib").touch()
        return cls(root)

    def build(self, index: str, edition: str = "", **pages: str) -> subprocess.CompletedProcess[str]:
        """Write the pages and build the book."""
        front = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n# Page\n\n"
        for name, text in {"index": index, **pages}.items():
            (self.root / "book" / f"{name}.md").write_text(front + text)
        contents = {"format": "jb-book", "root": "index"}
        if pages:
            contents["chapters"] = [{"file": name} for name in pages]
        (self.root / "book" / "_toc.yml").write_text(yaml.safe_dump(contents))
        return jupyter_book(self.root, self.root, edition)

    @property
    def html(self) -> Path:
        """The folder to publish."""
        return self.root / "_build" / "html"

    def page(self, name: str = "index") -> str:
        """Read a page of the folder to publish."""
        return (self.html / f"{name}.html").read_text(encoding="utf-8")

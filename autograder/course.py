"""Where a course keeps its things: the kit's folders, nbgrader's steps, and what belongs to this term."""

import os
import secrets
import sys
from functools import cached_property
from pathlib import Path

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from .errors import UsageError

KIT = Path(__file__).resolve().parent.parent


class Course:
    """A course: the kit's assignments, and a folder of its own for submissions, gradebook and feedback."""

    def __init__(self, folder: Path | None = None, kit: Path = KIT) -> None:
        self.kit, self._folder = kit, folder.resolve() if folder else None

    @cached_property
    def config(self) -> Config:
        """nbgrader's configuration, with the folders of this course."""
        # nbgrader calls alembic by name, which lies beside the interpreter.
        os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self.kit)).load_config()
        config.CourseDirectory.root = str(self.kit)
        if self._folder:
            for step in ("submitted", "autograded", "feedback"):
                config.CourseDirectory[f"{step}_directory"] = os.path.relpath(self._folder / step, self.kit)
            config.CourseDirectory.db_url = f"sqlite:///{self._folder / 'gradebook.db'}?timeout=60"
        return config

    @property
    def db_url(self) -> str:
        """The address of nbgrader's gradebook."""
        return str(self.config.CourseDirectory.db_url)

    @property
    def gradebook_path(self) -> Path:
        """The gradebook's file, if it is one."""
        return Path(self.db_url.removeprefix("sqlite:///").split("?")[0])

    @property
    def folder(self) -> Path:
        """The folder of what belongs to this course alone."""
        return self._folder or self.gradebook_path.parent

    def step(self, name: str) -> Path:
        """The folder of one of nbgrader's steps, or of our results beside them."""
        if name == "results":
            return self.folder / name
        return self.kit / str(self.config.CourseDirectory[f"{name}_directory"])

    def assignments(self) -> list[str]:
        """List the assignments that have been released."""
        return sorted(path.parent.name for path in self.step("release").glob("*/*.ipynb"))

    def written(self) -> list[str]:
        """List the assignments that have a master text and a reference."""
        return sorted(path.stem for path in (self.kit / "solutions").glob("*.md") if path.with_suffix(".py").exists())

    def released(self, name: str) -> Path:
        """The notebook that students get; raise `UsageError` when there is none."""
        found = sorted((self.step("release") / name).glob("*.ipynb"))
        if not found:
            known = ", ".join(self.assignments()) or "none"
            raise UsageError(f"There is no assignment {name!r} (known: {known}). Release it first.")
        return found[0]

    def source(self, name: str) -> Path:
        """nbgrader's source notebook, which is generated."""
        return self.step("source") / name / f"{name}.ipynb"

    def master(self, name: str) -> Path:
        """The master text of the notebook."""
        return self._in_solutions(f"{name}.md")

    def reference(self, name: str) -> Path:
        """The module of reference functions."""
        return self._in_solutions(f"{name}.py")

    def _in_solutions(self, file: str) -> Path:
        path = self.kit / "solutions" / file
        if not path.exists():
            raise UsageError(f"There is no solutions/{file}. See CONTRIBUTING.md for how to add an assignment.")
        return path

    @cached_property
    def secret(self) -> bytes:
        """The course's secret, made at first use: hidden inputs are drawn from it."""
        path = self.folder / "secret"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_bytes()

"""Where a course keeps its things: the kit's folders, nbgrader's steps, and what belongs to this term."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sql
import yaml
from jupyter_core.paths import jupyter_config_path
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from .errors import UsageError

KIT = Path(__file__).resolve().parent.parent
FOLDER = "AUTOGRADER_COURSE"  # nbgrader_config.py reads it
BUSY = 60_000  # milliseconds to wait for whoever else writes

STEPS = ("source", "release", "submitted", "autograded", "feedback")


class Course:
    """A course: the kit's assignments, and a folder of its own for submissions, gradebook and feedback."""

    def __init__(self, folder: Path | None = None, kit: Path = KIT) -> None:
        self.kit, self._folder = kit, folder.resolve() if folder else None

    @classmethod
    def of(cls, part: Any) -> "Course":
        """The course that a running nbgrader works on, given a part of it that has a CourseDirectory."""
        course, directory = cls(), part.coursedir
        settings = {f"{step}_directory": getattr(directory, f"{step}_directory") for step in STEPS}
        own = ("root", "db_url", "course_id", "student_id_exclude")
        settings |= {name: getattr(directory, name) for name in own}
        course.config = Config(part.config, CourseDirectory=settings)  # The directory's own is older than the files.
        return course

    @cached_property
    def config(self) -> Config:
        """nbgrader's configuration, with the folders of this course."""
        outer = os.environ.get(FOLDER)
        os.environ.update({FOLDER: str(self._folder)} if self._folder else {})
        try:
            return self._loaded()
        finally:
            os.environ.pop(FOLDER, None)
            os.environ.update({FOLDER: outer} if outer else {})

    def _loaded(self) -> Config:
        """What nbgrader reads: Jupyter's folders, and last the kit's own, which has the last word."""
        config = Config()
        for folder in [*reversed(jupyter_config_path()), str(self.kit)]:
            with suppress(ConfigFileNotFound):
                config.merge(PyFileConfigLoader("nbgrader_config.py", path=folder).load_config())
        return config

    def setting(self, name: str, otherwise: Any) -> Any:
        """A setting of grading, as both graders take it: c.Judge.NAME in nbgrader_config.py."""
        return self.config.Judge.get(name, otherwise)

    @property
    def db_url(self) -> str:
        """The address of nbgrader's gradebook."""
        return str(self.config.CourseDirectory.db_url)

    @cached_property
    def engine(self) -> sql.Engine:
        """The way into the gradebook, closed whenever it is not used."""
        engine = sql.create_engine(self.db_url, poolclass=sql.NullPool)
        if engine.dialect.name == "sqlite":
            sql.event.listen(engine, "connect", _share)
        return engine

    @property
    def gradebook_path(self) -> Path:
        """The gradebook's file, if it is one."""
        path = self.db_url.removeprefix("sqlite:///").split("?")[0]
        return Path(unquote(unquote(path.removeprefix("file:"))) if path.startswith("file:") else path)

    @property
    def has_gradebook(self) -> bool:
        """Whether there is a gradebook to be read; one on a server is taken to be there."""
        return not self.db_url.startswith("sqlite") or self.gradebook_path.exists()

    @contextmanager
    def copied(self) -> Iterator["Course"]:
        """A copy to try things on, which is thrown away: gradebook, results, attempts and what decides them."""
        if not self.db_url.startswith("sqlite"):
            raise UsageError("A preview needs a gradebook in a file, which can be copied.")
        with tempfile.TemporaryDirectory(prefix="preview-") as folder:
            copy = Course(Path(folder), self.kit)
            for name in ("results", "attempts", "collected"):
                if (self.folder / name).is_dir():
                    shutil.copytree(self.folder / name, copy.folder / name)
            for name in ("secret", "extra_days.csv"):
                if (self.folder / name).exists():
                    shutil.copy(self.folder / name, copy.folder)
            if self.has_gradebook:
                with (
                    closing(sqlite3.connect(self.gradebook_path)) as old,
                    closing(sqlite3.connect(copy.gradebook_path)) as new,
                ):
                    old.backup(new)
            yield copy

    @cached_property
    def book_address(self) -> str:
        """Where the book is published, without a slash at its end; empty where nobody has said."""
        settings = yaml.safe_load((self.kit / "_config.yml").read_text())
        return str(settings["html"].get("baseurl") or "").rstrip("/")

    @property
    def folder(self) -> Path:
        """The folder of what belongs to this course alone."""
        return self._folder or self.gradebook_path.parent

    def make(self) -> None:
        """Make its folder, for its owner only."""
        if set(str(self.folder)) & set("[{}"):
            raise UsageError(f"nbgrader takes [, {{ and }} for patterns: give the folder {self.folder} another name.")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def step(self, name: str) -> Path:
        """The folder of one of nbgrader's steps, or of our results beside them."""
        if name == "results":
            return self.folder / name
        settings = self.config.CourseDirectory
        return Path(str(settings.root)) / str(settings[f"{name}_directory"])

    def assignments(self) -> list[str]:
        """List the assignments that have been released."""
        return sorted(path.parent.name for path in self.step("release").glob("*/*.ipynb"))

    def written(self) -> list[str]:
        """List the assignments that have a master text and a reference, or are a source notebook of nbgrader's."""
        folder = self.kit / "solutions"
        texts = [path.stem for path in folder.glob("*.md") if path.with_suffix(".py").exists()]
        return sorted({*texts, *(path.stem for path in folder.glob("*.ipynb"))})

    def released(self, name: str) -> Path:
        """The notebook that students get; raise `UsageError` when there is none."""
        notebooks = sorted((self.step("release") / name).glob("*.ipynb"))
        if not notebooks:
            names = ", ".join(self.assignments()) or "none"
            raise UsageError(f"There is no assignment {name!r} (known: {names}). Release it first.")
        if len(notebooks) > 1:
            names = ", ".join(path.name for path in notebooks)
            raise UsageError(f"An assignment has one notebook, and {name} has {names}: give each a name of its own.")
        return notebooks[0]

    def source(self, name: str) -> Path:
        """nbgrader's source notebook, which is generated."""
        return self.step("source") / name / f"{name}.ipynb"

    def master(self, name: str) -> Path:
        """What the notebook is made from: our master text, or a source notebook of nbgrader's."""
        text = self.kit / "solutions" / f"{name}.md"
        path = text if text.exists() else text.with_suffix(".ipynb")
        if not path.exists():
            raise UsageError(f"There is no file solutions/{text.name}. CONTRIBUTING.md tells how to add an assignment.")
        return path

    def data_files(self, name: str) -> list[Path]:
        """The files that lie beside the notebook: those in solutions/NAME/."""
        return sorted(path for path in (self.kit / "solutions" / name).glob("[!.]*") if path.is_file())

    def reference(self, name: str) -> Path:
        """The module of reference functions, which need not be there."""
        return self.kit / "solutions" / f"{name}.py"

    @cached_property
    def secret(self) -> bytes:
        """The course's secret, made at first use: hidden inputs are drawn from it."""
        path = self.folder / "secret"
        if not path.exists():
            self.make()
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32))
        return path.read_bytes()


def _share(connection: Any, _: object) -> None:
    """Let formgrader read and write while we do."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA busy_timeout={BUSY}")

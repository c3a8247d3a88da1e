"""Bring in what an LMS hands out as a zip, into nbgrader's layout: submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb.

A file in the archive is recognised by its path:

Moodle ("Download all submissions", in folders or not)
    NAME_NUMBER_assignsubmission_file/FILE, ..._file_/FILE or ..._file_FILE; NUMBER is the participant's.
Canvas ("Download Submissions")
    NAME_USER_FILENUMBER_FILE, or NAME_LATE_USER_FILENUMBER_FILE; USER is Canvas's id, NAME is lastfirst.
Gradescope ("Export Submissions")
    submission_NUMBER/FILE, maybe in a folder, beside submission_metadata.yml, which gives for each
    submission_NUMBER :submitters: (each with :name:, :sid:, :email:) and :created_at:.

The students are those of nbgrader's roster: by name for Moodle, whose numbers change with the assignment; by
lms_user_id or name for Canvas; by :sid:, address or name for Gradescope. Without a roster, the number is the
student's id. nbgrader's own zip_collect unpacks everything, archives in archives included, without any bound, and
stops at the first bad name; so this reads only notebooks, of bounded size and number, and writes no path that an
archive names.
"""

import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from ..course import Course
from ..errors import UsageError
from ..files import write_json
from .file import MOST_BYTES
from .roster import Person, find, roster

MOST_FILES, MOST_IN_ALL = 50_000, 5_000_000_000
FORMS = {
    "moodle": r"(?P<who>(?P<name>[^_/]*)_(?P<number>\d{1,18})_assignsubmission_file)(?:_/|/|_)(?P<file>.+)",
    "canvas": r"(?P<who>(?P<name>[^_/]+)_(?:LATE_)?(?P<number>\d{1,18})_(?P<order>\d{1,18}))_(?P<file>[^/]+)",
    "gradescope": r"(?:[^/]+/)?(?P<who>submission_(?P<number>\d{1,18}))/(?P<file>.+)",
}
METADATA = "submission_metadata.yml"
SAFE = re.compile(r"[\w@+-][\w@+. -]{0,98}[\w@+-]|[\w@+-]")
# name (1).ipynb, name-1.ipynb, name-Copy1.ipynb
COPY = re.compile(r"(?:[ _]*\((\d{1,9})\)|-(\d{1,9})|[ _-]+[Cc]opy(\d{0,9}))?\.ipynb")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


@dataclass(frozen=True)
class Sent:
    """A file of the archive: whose it is, as the LMS says, from which attempt, and when if it says so."""

    form: str
    who: str
    number: str
    name: str
    file: str
    info: zipfile.ZipInfo
    email: str = ""
    when: datetime | None = None
    order: int = 0


@dataclass
class Collected:
    """A student's files, and what was wrong with them; without a student, what was wrong with finding one."""

    student: str | None
    files: list[Sent]
    notes: list[str] = field(default_factory=list)


def collect(archive: Path, course: Course, assignment: str, notebook: str) -> list[Collected]:
    """Collect an archive; raise `UsageError` if it is none that we know, or far too large."""
    try:
        with zipfile.ZipFile(archive) as opened:
            everyone = by_student(recognized(opened), roster(course))
            for one in everyone:
                if one.student:
                    save(opened, one, course.step("submitted") / one.student / assignment, notebook)
    except (zipfile.BadZipFile, OSError) as error:
        raise UsageError(f"{archive} cannot be read as a zip archive: {error}") from None
    known = {one.student: max(one.files, key=lambda file: file.order) for one in everyone if one.student}
    noted = {student: {"form": sent.form, "number": sent.number, "who": sent.who} for student, sent in known.items()}
    write_json(register(course, assignment), {**collected(course, assignment), **noted})
    return everyone


def register(course: Course, assignment: str) -> Path:
    """Where it is noted how the LMS calls each student."""
    return course.folder / "collected" / f"{assignment}.json"


def collected(course: Course, assignment: str) -> dict[str, dict[str, str]]:
    """How the LMS calls each student, by nbgrader's id."""
    path = register(course, assignment)
    known: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.exists() else {}
    return known


def recognized(archive: zipfile.ZipFile) -> list[Sent]:
    """The files of the form that most of them have."""
    files = [info for info in archive.infolist() if not info.is_dir() and not hidden(info.filename)]
    if len(files) > MOST_FILES:
        raise UsageError(f"The archive has {len(files)} files: more than {MOST_FILES} are no class.")
    found = {form: [one for info in files if (one := sent(form, info))] for form in FORMS}
    form = max(found, key=lambda name: len(found[name]))
    if not found[form]:
        raise UsageError("The archive is none of Moodle, Canvas or Gradescope: no file in it is named as theirs are.")
    if sum(one.info.file_size for one in found[form] if wanted(one)) > MOST_IN_ALL:
        raise UsageError(f"The notebooks in the archive are larger than {MOST_IN_ALL // 10**9} GB together.")
    return list(submitters(archive, found[form])) if form == "gradescope" else found[form]


def hidden(path: str) -> bool:
    """Tell what macOS and editors leave in archives."""
    return any(part.startswith((".", "~", "__MACOSX")) for part in path.split("/") if part != "..")


def sent(form: str, info: zipfile.ZipInfo) -> Sent | None:
    """Read what a file's path tells; nothing when it has another form."""
    match = re.fullmatch(FORMS[form], info.filename)
    if not match:
        return None
    parts = match.groupdict("")
    order = int(parts.get("order") or 0)
    return Sent(form, parts["who"], parts["number"], parts.get("name", ""), parts["file"], info, order=order)


def submitters(archive: zipfile.ZipFile, files: list[Sent]) -> Iterator[Sent]:
    """Say whose each submission is, by the export's metadata: a group's belongs to each of them."""
    import yaml  # type: ignore[import-untyped]

    path = next((name for name in archive.namelist() if re.fullmatch(rf"([^/_.][^/]*/)?{METADATA}", name)), None)
    if path is None:
        raise UsageError(f"The archive looks like Gradescope's, but {METADATA}, which says whose each is, is missing.")
    try:
        about = yaml.safe_load(read(archive, archive.getinfo(path)))
        for one in files:
            for person in about.get(one.who, {}).get(":submitters", []):
                number, name, email = (plain(person.get(key)) for key in (":sid", ":name", ":email"))
                when = about[one.who].get(":created_at")
                when = when if isinstance(when, datetime) else None
                order = int(one.number)
                yield replace(one, number=number or email, name=name, email=email, when=when, order=order)
    except (yaml.YAMLError, AttributeError, TypeError, RecursionError, *BROKEN) as error:
        raise UsageError(f"{METADATA} in the archive cannot be read: {str(error)[:200]}") from None


def plain(value: object) -> str:
    """Text or a number as text; nothing of what YAML can nest without end."""
    return str(value) if isinstance(value, str | int) else ""


def by_student(files: list[Sent], people: list[Person]) -> list[Collected]:
    """Put together what is one student's."""
    groups: dict[tuple[str, str], list[Sent]] = {}
    for one in files:
        groups.setdefault((one.number, one.name), []).append(one)
    everyone: dict[str, Collected] = {}
    unknown = []
    for (number, name), own in groups.items():
        student = find(people, own[0].form, number, own[0].email, name) if people else number
        if student and SAFE.fullmatch(student):
            everyone.setdefault(student, Collected(student, [])).files.extend(own)
        else:
            reason = "is not on the roster, or not alone with that name" if people else "has no id that can be used"
            unknown.append(Collected(None, own, [f"{name or number} {reason}"]))
    return [*everyone.values(), *unknown]


def save(archive: zipfile.ZipFile, one: Collected, folder: Path, notebook: str) -> None:
    """Write the notebooks that count in the place of what was there, and when they were handed in."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in [*folder.glob("*.ipynb"), folder / "timestamp.txt"]:
        old.unlink(missing_ok=True)
    files = chosen([file for file in one.files if wanted(file)], notebook)
    for number, file in enumerate(files):
        try:
            content = read(archive, file.info)
        except BROKEN as error:
            one.notes.append(f"{file.file}: {error}")
            continue
        (folder / (f"{notebook}.ipynb" if len(files) == 1 else f"other-{number + 1}.ipynb")).write_bytes(content)
    if not files:
        one.notes.append("there is no notebook among the files")
    if len(files) > 1:
        one.notes.append(f"{len(files)} notebooks, and none is called {notebook}.ipynb")
    if when := max((file.when for file in one.files if file.when), default=None):
        (folder / "timestamp.txt").write_text(f"{when.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n")


def wanted(file: Sent) -> bool:
    """Tell a notebook by its name, and that it is a file and no link."""
    return file.file.endswith(".ipynb") and not stat.S_ISLNK(file.info.external_attr >> 16)


def chosen(files: list[Sent], notebook: str) -> list[Sent]:
    """The newest file that has the notebook's name, or a copy's; else all of the newest attempt."""
    named = [file for file in files if copy_number(file, notebook) is not None]
    if named:
        return [max(named, key=lambda file: (file.order, file.info.date_time, copy_number(file, notebook)))]
    newest = max((file.order for file in files), default=0)
    return [file for file in files if file.form != "gradescope" or file.order == newest]


def copy_number(file: Sent, notebook: str) -> int | None:
    """Read the number of a copy, 0 for the name itself; None for another name."""
    match = COPY.fullmatch(PurePosixPath(file.file).name.removeprefix(notebook))
    return int(next((number for number in match.groups() if number), 0)) if match else None


def read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read a file of the archive, whatever its header says of its size."""
    with archive.open(info) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"larger than {MOST_BYTES // 10**6} MB, and left out")
    return content

"""What an LMS hands out as a zip: whose each file in it is, by the file's path.

Moodle ("Download all submissions", in folders or not)
    NAME_NUMBER_assignsubmission_file/FILE, ..._file_/FILE or ..._file_FILE; NUMBER is the participant's, and NAME
    may begin with a group's and a hyphen. Online text lies in ..._onlinetext.
Canvas ("Download Submissions")
    NAME_USER_FILENUMBER_FILE, or NAME_LATE_USER_FILENUMBER_FILE; USER is Canvas's id, NAME is lastfirst.
    What was typed or linked is NAME_USER_text.html or NAME_USER_link.html.
Gradescope ("Export Submissions")
    submission_NUMBER/FILE, beside submission_metadata.yml, which gives for each submission_NUMBER :submitters:
    (each with :name:, :sid:, :email:) and :created_at:.

All of it may lie in folders, as when it was unpacked and packed again. nbgrader's own zip_collect unpacks everything,
archives in archives included, without any bound, and stops at the first bad name.
"""

import contextlib
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from lzma import LZMAError
from typing import Any

from ..errors import Unreadable, UsageError
from . import name as names
from .file import MOST_BYTES

MOST_FILES, MOST_IN_ALL = 50_000, 5_000_000_000
FORMS = {
    "moodle": r"(?P<name>[^/]*?)_(?P<number>\d{1,18})_assignsubmission_[a-z]{1,30}(?:_/|/|_)(?P<file>.+)",
    "canvas": r"(?P<name>[^/]+?)_(?P<late>LATE_)?(?P<number>\d{1,18})_(?:(?P<order>\d{1,18})_(?P<file>[^/]+)"
    r"|(?P<typed>(?:text|link)\.html))",
    "gradescope": r"submission_(?P<number>\d{1,18})/(?P<file>.+)",
}
WHO = {"moodle": "{name}_{number}_assignsubmission_file", "canvas": "{name}_{late}{number}_{order}"}
METADATA = r"(?:(?!submission_\d|__MACOSX)[^/]*/){0,6}submission_metadata\.yml"
MOST_PATH = 1000  # characters
BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


@dataclass(frozen=True)
class Sent:
    """A file of the archive: whose it is, as the LMS says, from which attempt, and when if it says so."""

    form: str
    who: str  # how the LMS begins the names of what it takes back
    number: str
    name: str
    file: str
    info: zipfile.ZipInfo
    late: bool = False
    email: str = ""
    when: datetime | None = None
    order: int = 0

    @property
    def account(self) -> str:
        """What tells one account of the LMS from another."""
        return self.number or self.email or self.name


def recognized(archive: zipfile.ZipFile) -> tuple[list[Sent], list[str]]:
    """The files of the form that most of them have, and a word on all the others."""
    files = [(path_of(info), info) for info in archive.infolist() if not info.is_dir()]
    if len(files) > MOST_FILES:
        raise UsageError(f"The archive has {len(files)} files: more than {MOST_FILES} cannot be one class.")
    litter = Counter(who for path, _ in files if (who := left_by(path)))
    files = [(path, info) for path, info in files if not left_by(path)]
    short = [(path, info) for path, info in files if len(path) <= MOST_PATH]
    by_form = {form: [member for path, info in short if (member := sent(form, path, info))] for form in FORMS}
    form = max(by_form, key=lambda name: len(by_form[name]))
    members = by_form[form]
    if not members:
        raise UsageError("The archive is not from Moodle, Canvas or Gradescope: no file is named the way theirs are.")
    if sum(member.info.file_size for member in members if ".ipynb" in member.file.casefold()) > MOST_IN_ALL:
        raise UsageError(f"The notebooks in the archive are larger than {MOST_IN_ALL // 10**9} GB together.")
    taken = {id(member.info) for member in members}
    others = [path for path, info in files if id(info) not in taken and not re.fullmatch(METADATA, path)]
    told = [f"{path} is not named as {form.title()}'s files are" for path in others]
    told += [f"files {who}: {count}" for who, count in litter.items()]
    return list(submitters(archive, members)) if form == "gradescope" else members, told


def path_of(info: zipfile.ZipInfo) -> str:
    """A member's path; UTF-8 is also read where the archive does not say that it is, as a Mac's does not."""
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            return info.filename.encode("cp437").decode()
    return info.filename


def left_by(path: str) -> str | None:
    """Say what left a member that nobody handed in."""
    return next((who for part in path.split("/") if part != ".." and (who := names.litter(part))), None)


def sent(form: str, path: str, info: zipfile.ZipInfo) -> Sent | None:
    """Read what a file's path tells; nothing when it has another form."""
    match = re.fullmatch(rf"(?:[^/]*/){{0,6}}?{FORMS[form]}", path, re.DOTALL)
    if not match:
        return None
    parts = {"name": "", "late": "", "order": "", "typed": "", **match.groupdict("")}
    who = WHO.get(form, "submission_{number}").format_map(parts)
    file, order = parts["file"] or parts["typed"], int(parts["order"] or 0)
    return Sent(form, who, parts["number"], parts["name"], file, info, bool(parts["late"]), order=order)


def submitters(archive: zipfile.ZipFile, files: list[Sent]) -> Iterator[Sent]:
    """Say whose each submission is, by the export's metadata: a group's belongs to each of them."""
    import yaml

    # One in a submission is a student's file.
    infos = [info for info in archive.infolist() if re.fullmatch(METADATA, info.filename)]
    if not infos:
        raise UsageError(
            "The archive looks like Gradescope's, but submission_metadata.yml, which says who sent what, is missing."
        )
    try:
        about = yaml.load(read(archive, infos[0]), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for sent in files:
            about_it = about.get(sent.who) or {}
            people = about_it.get(":submitters") or [{":name": sent.who}]
            for person in people:
                yield _submitter(sent, person, about_it.get(":created_at"))
    except (yaml.YAMLError, AttributeError, TypeError, RecursionError, Unreadable) as error:
        raise UsageError(f"submission_metadata.yml in the archive cannot be read: {str(error)[:200]}") from None


def _submitter(sent: Sent, person: dict[str, Any], when: object) -> Sent:
    number, name, email = (plain(person.get(key)) for key in (":sid", ":name", ":email"))
    moment = when if isinstance(when, datetime) else None
    return replace(sent, number=number or email, name=name, email=email, when=moment, order=int(sent.number))


def plain(value: object) -> str:
    """Text or a number as text; nothing of what YAML can nest without end."""
    return str(value).strip() if isinstance(value, str | int) else ""


def read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read a file of the archive, whatever its header says of its size; raise `Unreadable` when that cannot be."""
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unreadable("it is a link")
    try:
        with archive.open(info) as file:
            content = file.read(MOST_BYTES + 1)
    except BROKEN as error:
        raise Unreadable(str(error)[:200]) from None
    if len(content) > MOST_BYTES:
        raise Unreadable(f"larger than {MOST_BYTES // 10**6} MB, and left out")
    return content

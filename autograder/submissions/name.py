"""A student's name, as a folder or a file has it: what can be one, and which two are the same."""

import re
import unicodedata

MOST_BYTES = 200  # in UTF-8; a file system takes 255, and an ending is added
MARKUP = set('<>"')  # nbgrader's own pages put an id into a script as it is; no one is called so
UNSEEN = {"Cc", "Cs", "Zl", "Zp"}
TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn a line's direction
BEFORE = r"(?:copy|copie|copia|kopie|kopia) (?:of|von|de|di|van) "
AFTER = r"(?:[ _-]*\(\d{1,9}\)|[ _-]+(?:copy|kopie|copie|copia|final)[ _-]?\d{0,9}(?: ?\(\d{1,9}\))?)"


def fault(name: str) -> str | None:
    """Say why nobody can be called so, if nobody can."""
    if not name.strip() or name.startswith(".") or "/" in name:
        return "its name is none that a student can have"
    if any(sign in TURNING or unicodedata.category(sign) in UNSEEN for sign in name):
        return "its name has a sign in it that cannot be seen"
    if MARKUP & set(name):
        return 'its name has one of < > " in it'
    return f"its name is longer than {MOST_BYTES} bytes" if len(name.encode()) > MOST_BYTES else None


def key(name: str) -> str:
    """What two names share that people take for one: neither case, Unicode's form, nor invisible signs count."""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join("".join(sign for sign in plain if unicodedata.category(sign) != "Cf").split())


def original(name: str) -> str:
    """The name without what browsers, file managers and people add to a copy's."""
    return re.sub(rf"^{BEFORE}|{AFTER}+$", "", name, flags=re.IGNORECASE)


def litter(name: str) -> str | None:
    """Say who left a file or folder that nobody handed in, if it is one."""
    if name.startswith("._") or name in ("__MACOSX", ".DS_Store"):
        return "left by macOS"
    if name.casefold() in ("thumbs.db", "desktop.ini"):
        return "left by Windows"
    if name.startswith((".ipynb_checkpoints", ".~", "~$")) or name.endswith("-checkpoint.ipynb"):
        return "left by an editor"
    return "a hidden file" if name.startswith(".") and name != ".ipynb" else None

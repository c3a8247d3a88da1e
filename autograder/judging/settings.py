"""What decides a result besides the submission, and the numbers that are derived from it."""

import hashlib
import hmac
from dataclasses import dataclass
from pathlib import Path

from ..assignments.assignment import Assignment
from ..assignments.wrong import text_of
from ..sandbox.outside import Limits

CHECKS = Path(__file__).parent.parent / "assignments" / "checks"
SEEDS = 32


@dataclass(frozen=True)
class Settings:
    """What decides a result besides the submission: all of it enters the fingerprint."""

    assignment: Assignment
    limits: Limits
    tier: str

    def identity(self) -> str:
        """One word for cells, reference, checks, misconceptions, limits and tier."""
        assignment = self.assignment
        checks = CHECKS / f"{assignment.name}.py"
        texts = [checks.read_text() if checks.exists() else "", text_of(assignment.name)]
        content = repr((assignment.cells, assignment.reference_source, assignment.files, texts, self.limits, self.tier))
        return hashlib.sha256(content.encode()).hexdigest()


def seed_of(secret: bytes, assignment: str, student: str, content: bytes) -> int:
    """Derive a submission's seed: the same at each regrade, another for what was changed, and nobody's guess.

    Feedback shows inputs and what was expected; with the bytes in it, no second attempt can learn them by heart.
    An assignment has a number of seeds only, so that the reference need not answer anew for each student.
    """
    text = f"{student}\0".encode(errors="surrogateescape")
    number = _digest(secret, text + hashlib.sha256(content).digest()) % SEEDS
    return _digest(secret, f"{assignment}\0{number}".encode())


def _digest(secret: bytes, text: bytes) -> int:
    return int.from_bytes(hmac.new(secret, text, hashlib.sha256).digest()[:6], "big")


def fingerprint(content: bytes, seed: int, settings: str) -> str:
    """Tell a changed submission from one that is graded already."""
    return hashlib.sha256(content + f"{seed}{settings}".encode()).hexdigest()

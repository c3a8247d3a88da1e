"""The chapter that an exercise belongs to: the heading above its answer, in the notebook, is the chapter's title."""

import re

from ..assignments.assignment import Assignment
from ..course import Course

HEADING = re.compile(r"^## (?:\d+ · )?(.+)$", re.MULTILINE)


def chapters(course: Course, assignment: Assignment) -> dict[str, dict[str, str]]:
    """Title of each exercise's chapter, and its address where the book has one; nothing where there is no chapter."""
    title, found = "", dict[str, dict[str, str]]()
    for cell in assignment.cells:
        if cell.type == "markdown" and (heading := HEADING.search(cell.source)):
            title = heading[1].strip()
        page = title.lower()
        if cell.solution and (course.kit / "book" / f"{page}.md").exists():
            url = course.book_address and f"{course.book_address}/{page}.html"
            found[cell.id] = {"title": title, "url": url}
    return found

"""Build the book, strictly: `python book/_ext/build.py`, with the options of `jupyter-book build`."""

import sys
from pathlib import Path

BOOK = Path(__file__).parents[1]

if __name__ == "__main__":
    # Part of a check of settings that a book does not have; to load it takes longer than to read a chapter.
    sys.modules["rfc3987_syntax"] = None

    from jupyter_book.cli.main import main

    main(["build", str(BOOK), "-W", "-n", "--keep-going", *sys.argv[1:]], prog_name="jupyter-book")

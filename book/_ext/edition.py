"""Tell the editions apart: EDITION=student (the default) never even parses what is for EDITION=full."""

import os
import shutil
from pathlib import Path

from sphinx.util.docutils import SphinxDirective

EXTENSIONS = Path(__file__).parent
ROOT = EXTENSIONS.parents[1]
EDITIONS = ("student", "full")


class FullEdition(SphinxDirective):
    """Keep the content in the full edition, drop it unparsed in any other."""

    has_content = True

    def run(self):
        """Parse the content, or do not look at it."""
        return self.parse_content_to_nodes() if self.config.edition == "full" else []


def prepare(app, config) -> None:
    """Check the edition's name, and let the chapters' kernels import the references and the pictures."""
    if config.edition not in EDITIONS:
        raise ValueError(f"EDITION is one of {', '.join(EDITIONS)}, not {config.edition!r}")
    paths = [str(ROOT), str(EXTENSIONS), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))


def empty_output(app) -> None:
    """Empty the folder to publish, so that nothing of another edition stays there."""
    if app.builder.format == "html":
        shutil.rmtree(app.outdir)
        Path(app.outdir).mkdir()


def setup(app):
    """Add the edition and its directive to Sphinx."""
    app.add_config_value("edition", os.environ.get("EDITION") or "student", "env")
    app.add_directive("full-edition", FullEdition)
    app.connect("config-inited", prepare)
    app.connect("builder-inited", empty_output)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

"""Placeholder."""
from sphinx.util.docutils import SphinxDirective
from docutils.parsers.rst import directives


class Explorer(SphinxDirective):
    option_spec = {"standardised": directives.flag}

    def run(self):
        return []


def setup(app):
    app.add_directive("explorer", Explorer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}

# expect: mse no-answer raised
# A message of Markdown, formulas and raw markup, for pages that render them.
def mse(preds, targets):
    raise ValueError(
        "[marks](javascript:alert(1)) ![x](x)<script>alert(1)</script>\n\n```\n</pre><script>alert(1)</script>\n"
        "$\\href{javascript:alert(1)}{full marks}$ <details open ontoggle=alert(1)>"
    )

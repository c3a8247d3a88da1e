# Markup in strings, comments and the display of the student's own cell; the functions are right.
"""</script><script>alert(1)</script>"""
# <img src=x onerror=alert(1)> ]]> --> </textarea><svg onload=alert(1)>
display("<script>alert(1)</script>")
try:
    from IPython.display import HTML, Javascript

    display(HTML("<script>alert(1)</script>"), Javascript("alert(1)"))
except ImportError:
    pass

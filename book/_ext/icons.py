"""Keep of the theme's icons those that the book shows: 230 KB less on every page."""

import hashlib
import re
import shutil
from pathlib import Path

# A rule of Font Awesome: the names of an icon, and its place in the font.
RULE = re.compile(r'((?:\.fa-[\w-]+:before,?)+)\{content:"\\[0-9a-f]+"\}')
FONTS = ["fa-solid-900", "fa-regular-400", "fa-brands-400"]


def thin(output: Path, outputs: Path) -> None:
    """Drop the rules of icons that no page names, and the drawings that no rule asks for; keep the cut fonts."""
    static, named = output / "_static", names(output)
    theme, book_theme = (static / "styles" / f"{name}.css" for name in ("pydata-sphinx-theme", "sphinx-book-theme"))
    style = theme.read_text(encoding="utf-8")
    style = RULE.sub(lambda rule: rule[0] if named & names_in(rule[1]) else "", style)
    asked_for = signs(style + book_theme.read_text(encoding="utf-8"))
    fonts = static / "vendor" / "fontawesome" / "webfonts"
    kept = outputs / f"icons-{hashlib.sha256(str(sorted(asked_for)).encode()).hexdigest()}"
    for font in FONTS:
        style = style.replace(f'{font}.woff2) format("woff2")', f'{font}.woff) format("woff")')
        if not (kept / f"{font}.woff").exists():
            cut(fonts / f"{font}.ttf", asked_for, kept)
        (fonts / f"{font}.woff2").unlink()
    shutil.copytree(kept, fonts, dirs_exist_ok=True)
    theme.write_text(style, encoding="utf-8")


def names(output: Path) -> set[str]:
    """Find the icons that pages and scripts name."""
    files = [*output.glob("*.html"), *output.glob("_static/**/*.js")]
    return names_in(" ".join(file.read_text(encoding="utf-8") for file in files))


def names_in(text: str) -> set[str]:
    """Find names of icons."""
    return set(re.findall(r"fa-[\w-]+", text))


def signs(style: str) -> set[int]:
    """Find the characters that a style sheet asks the font for, written as numbers or as themselves."""
    numbers = {int(number, 16) for number in re.findall(r'"\\([0-9a-f]{2,4})"', style)}
    return numbers | {ord(sign) for sign in re.findall(r"[\ue000-\uf8ff]", style)}


def cut(font: Path, characters: set[int], folder: Path) -> None:
    """Write a font with these characters only."""
    from fontTools import subset  # takes a while, and is seldom needed

    options = subset.Options(flavor="woff", notdef_outline=True)
    whole = subset.load_font(str(font), options)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=characters)
    chosen.subset(whole)
    folder.mkdir(parents=True, exist_ok=True)
    subset.save_font(whole, str(folder / f"{font.stem}.woff"), options)

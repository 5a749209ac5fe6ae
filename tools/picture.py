"""Draw what a command prints on a terminal as an SVG picture, for the README.

    picture.py OUT.svg [--title TITLE] [--lines FROM:TO] [--lang ja|en] -- keii demo

The command runs with colours on, 100 columns wide. The picture names no web font and asks no host for anything.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

COLUMNS = 100
ASPECT = 0.5  # a column is half as wide as a letter is high, and a kanji two columns: as fonts for Japanese are
CELL = 20 * ASPECT  # Rich draws letters 20 high
RUN = re.compile(r'<text ([^>]*?)x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
FONTS = "ui-monospace, 'Noto Sans Mono CJK JP', 'BIZ UDGothic', 'MS Gothic', Osaka-Mono, monospace"


def main() -> None:
    """Run the command and write the picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--title", default="keii")
    parser.add_argument("--lines", default=":", help="which lines of the output, as FROM:TO (default: all)")
    parser.add_argument("--lang", default="en", choices=["en", "ja"])
    parser.add_argument("command", nargs="+")
    args = parser.parse_args()
    first, last = (int(n) if n else None for n in args.lines.split(":"))
    shown = _run(args.command, args.lang).rstrip("\n").split("\n")[first:last]
    args.out.write_text(_draw(["\x1b[1m$ " + " ".join(args.command) + "\x1b[0m", *shown], args.title), encoding="utf-8")


def _run(command: list[str], language: str) -> str:
    extra = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "KEII_LANG": language, "TERM": "xterm-256color"}
    folder = str(Path(sys.executable).parent)
    extra["PATH"] = folder + os.pathsep + os.environ.get("PATH", "")
    done = subprocess.run(  # noqa: S603  # the developer's own command line
        command, env=os.environ | extra, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return done.stdout


def _draw(lines: list[str], title: str) -> str:
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in lines:
        console.print(Text.from_ansi(line), soft_wrap=True)
    drawn = console.export_svg(title=title, unique_id="keii", font_aspect_ratio=ASPECT)
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = RUN.sub(_by_width, drawn)
    return drawn.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}").replace(
        "<!-- Generated with Rich https://www.textualize.io -->\n", ""
    )


def _by_width(found: re.Match[str]) -> str:
    """Place the narrow and the wide stretches of a run each on its own columns: Rich counts code points only."""
    before, x, y, after, text = found.groups()
    out, at = [], float(x)
    for _, letters in groupby(html.unescape(text), key=cell_len):
        stretch = "".join(letters)
        width = cell_len(stretch) * CELL
        if stretch.strip():
            shown = html.escape(stretch).replace(" ", "&#160;")
            length = f'textLength="{width:g}" lengthAdjust="spacingAndGlyphs"'
            out.append(f'<text {before}x="{at:g}" y="{y}" {length}{after}>{shown}</text>')
        at += width
    return "".join(out)


if __name__ == "__main__":
    main()

"""Draw what a command prints on a terminal as an SVG picture, for the README.

    picture.py OUT.svg [--title TITLE] [--lines FROM:TO] [--lang ja|en] -- keii demo

The command runs with colours on, 100 columns wide. The picture names no web font and asks no host for anything.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

COLUMNS = 100
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
    drawn = console.export_svg(title=title, unique_id="keii")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    return drawn.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}").replace(
        "<!-- Generated with Rich https://www.textualize.io -->\n", ""
    )


if __name__ == "__main__":
    main()

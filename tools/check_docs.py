"""Check the pages: every relative link leads somewhere, both READMEs give the same commands, every `keii …` line
names a command that exists, and nothing tracked names a machine's path or a package registry's host.

    check_docs.py

Prints what is wrong, a line each; exit 1 when anything is.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)|<img[^>]+src=\"([^\"]+)\"")
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^(?:\$ )?(?:\.venv/bin/)?keii ([a-z]+)", re.MULTILINE)
MACHINE = re.compile(r"(?<![\w./-])/(?:home|root|work|Users)/[\w./-]+")
REGISTRY = re.compile(r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org")


def main() -> int:
    """Run every check; return the exit code."""
    wrong = [*_links(), *_same_commands(), *_known_commands(), *_places()]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def _pages() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".md"]


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S607  # git
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def _links() -> list[str]:
    wrong = []
    for page in _pages():
        for found in LINK.finditer(page.read_text(encoding="utf-8")):
            target = found.group(1) or found.group(2)
            if "://" not in target and not (page.parent / target).exists():
                wrong.append(f"{page.relative_to(ROOT)}: no such file: {target}")
    return wrong


def _same_commands() -> list[str]:
    english, japanese = (
        BLOCK.findall((ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "README.ja.md")
    )
    return [] if english == japanese else ["README.md and README.ja.md give different commands"]


def _known_commands() -> list[str]:
    from keii.cli.main import command_names

    known = set(command_names())
    return [
        f"{page.relative_to(ROOT)}: no such command: keii {name}"
        for page in _pages()
        for block in BLOCK.findall(page.read_text(encoding="utf-8"))
        for name in COMMAND.findall(block)
        if name not in known
    ]


def _places() -> list[str]:
    wrong = []
    for path in _tracked():
        if path == Path(__file__).resolve():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {hit}" for hit in MACHINE.findall(text) + REGISTRY.findall(text)]
    return wrong


if __name__ == "__main__":
    sys.exit(main())

"""Print one of the README's two set-up commands, so that what the page promises is what CI runs.

    readme_command.py demo|test

Looks for the fenced block after the line ``<!-- command: NAME -->`` in README.md. Exit 1 when it is not there.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"


def command(page: str, name: str) -> str:
    """Return the shell words of the block called `name`. Raises LookupError when the page has none."""
    found = re.search(rf"<!-- command: {re.escape(name)} -->\s*```sh\n(.*?)```", page, re.DOTALL)
    if not found:
        missing = f"README.md has no block <!-- command: {name} -->"
        raise LookupError(missing)
    return found.group(1).strip()


if __name__ == "__main__":
    try:
        print(command(README.read_text(encoding="utf-8"), sys.argv[1]))
    except (LookupError, IndexError) as error:
        sys.exit(f"readme_command.py: {error}")

"""The pages of the documentation that scripts make: written anew, or held against what they should say now."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from environment import ROOT


def keep(page: Path, make: Callable[[str], str], description: str | None) -> int:
    """Write a page, or with --check say whether it is up to date; give the exit code.

    ``make`` is given the text of the page as it is, and gives it as it should be.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the page is not up to date")
    checking = parser.parse_args().check
    old = page.read_text(encoding="utf-8") if page.is_file() else ""
    new = make(old)
    if not checking:
        page.write_text(new, encoding="utf-8", newline="\n")
        return 0
    if new != old:
        script = Path(sys.argv[0]).name
        print(f"{page.relative_to(ROOT)} is not up to date; write it anew with: python scripts/{script}")
    return int(new != old)

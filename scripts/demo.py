#!/usr/bin/env python3
"""Show what partnergraph does: three answers, one interactive page, one Turtle file.

Needs Python 3.11 or newer and a package index that pip reaches; everything it makes lies under build/.

Example:
  python3 scripts/demo.py
"""

import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"partnergraph needs Python 3.11 or newer, and this is {found}; run this with a newer one")

import argparse
import os
import shlex
import shutil
import subprocess
from pathlib import Path

from environment import BUILD, ROOT, Environment, UnreadyError, clean
from reporter import Reporter, size

QUESTIONS = (
    ("Which body does EIBALL belong to, up to the ESR?", ("unit-chain", "-p", "unit", "EIBALL")),
    ("Which agreements tie the ESR and the EORTC?", ("agreements-between", "-p", "one", "ESR", "-p", "other", "EORTC")),
    ("How many sessions did they hold together?", ("sessions-between", "-p", "one", "ESR", "-p", "other", "EORTC")),
)
FOLDER = BUILD / "demo"
PAGE, TURTLE = FOLDER / "network.html", FOLDER / "partners.ttl"
ENVIRONMENT = Environment("demo", ("--editable", "."))


def main() -> int:
    """Run the demonstration; give the exit code."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s"
    ).parse_args()
    reporter = Reporter()
    try:
        show(reporter)
    except UnreadyError as reason:
        reporter.say(f"demo: {reason}")
        return 1
    except OSError as error:
        reporter.say(f"demo: {error.filename or 'a file'}: {error.strerror or error}; see that it can be written")
        return 1
    except KeyboardInterrupt:
        reporter.say("demo: stopped")
        return 130
    return 0


def show(reporter: Reporter) -> None:
    """Install, ask, draw, export; ``UnreadyError`` says what stood in the way."""
    reporter.heading("partnergraph: who works with whom in research, and on what evidence")
    if not ENVIRONMENT.is_current():
        reporter.say("The first run installs the project and its libraries in build/; this takes a minute.")
    with reporter.step("installed", shown(ENVIRONMENT.folder)):
        ENVIRONMENT.make(reporter.now)
    for number, (question, words) in enumerate(QUESTIONS, 1):
        reporter.say()
        reporter.heading(f"{number}. {question}")
        reporter.say("$ " + shlex.join(("partnergraph", "ask", *words)))
        command("ask", *words, "-f", "table", shows=True)
    reporter.say()
    write(reporter)
    reporter.say(closing())


def write(reporter: Reporter) -> None:
    """Write the page and the Turtle file, and report them with their sizes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, verb, path in (("page", "view", PAGE), ("Turtle", "export", TURTLE)):
        with reporter.step(name, shown(path)):
            command(verb, "-o", str(path))


def command(*words: str, shows: bool = False) -> None:
    """Run partnergraph; its answer goes to this terminal when it ``shows``, and its failure is ``UnreadyError``."""
    columns = {"COLUMNS": str(min(120, shutil.get_terminal_size((100, 24)).columns))}
    done = subprocess.run(
        [ENVIRONMENT.program("partnergraph"), *words],
        cwd=ROOT,
        env=clean(columns),
        stdin=subprocess.DEVNULL,
        stdout=None if shows else subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        reason = said[-1] if said else f"exit code {done.returncode}"
        raise UnreadyError(f"'partnergraph {shlex.join(words)}' failed: {reason}")


def closing() -> str:
    """Give the last words: where the files lie and how to go on."""
    partnergraph = shlex.quote(shown(ENVIRONMENT.program("partnergraph")))
    return "\n".join(
        (
            "",
            f"{PAGE.as_uri()}  {size(PAGE.stat().st_size)}: open it in a browser, it needs no network",
            f"{shown(TURTLE)}  {size(TURTLE.stat().st_size)}: read it with any RDF tool",
            "",
            "Go on with",
            f"  {partnergraph} ask              the questions there are",
            f"  {partnergraph} query 'SELECT ?name {{ ?body a pg:Society ; skos:prefLabel ?name }}'",
            f"  {partnergraph} --help",
        )
    )


def shown(path: Path) -> str:
    """Give a path as it is typed from where the reader stands."""
    return os.path.relpath(path) if Path.cwd() in path.parents else str(path)


if __name__ == "__main__":
    sys.exit(main())

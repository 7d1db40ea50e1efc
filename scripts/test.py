#!/usr/bin/env python3
"""Run all checks: layout, lint, types, layers, tests, browser, documentation, wheel, lowest versions.

Makes its environments under build/ and uses them again while setup.cfg and pyproject.toml are unchanged. Chromium,
rapper and Virtuoso come from the distribution's packages where apt-get may be called. With CI=true a check that could
not be run is an error; without, it is named at the end.

Example:
  python3 scripts/test.py
  python3 scripts/test.py --only format lint types
  python3 scripts/test.py -k evidence
"""

import sys

if sys.version_info < (3, 11):
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(f"partnergraph needs Python 3.11 or newer, and this is {found}; run this with a newer one")

import argparse
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import program
from check import CHECKS, ENVIRONMENT, Outcome, Run, lowest_environment
from environment import ROOT, UnreadyError
from reporter import BAD, GOOD, OPEN, Reporter, duration

TESTING = ("tests", "lowest")
IN_CI = os.environ.get("CI", "").lower() in ("true", "1", "yes")


def main() -> int:
    """Run the checks that are asked for; give the exit code."""
    options = arguments()
    reporter = Reporter()
    started = monotonic()
    try:
        with reporter.step("environment", ENVIRONMENT.folder.relative_to(ROOT).as_posix()):
            ENVIRONMENT.make(reporter.now)
        outcomes = run_all(reporter, options.only, options.k)
    except UnreadyError as reason:
        reporter.say(f"test: {reason}")
        return 1
    except OSError as error:
        reporter.say(f"test: {error.filename or 'a file'}: {error.strerror or error}; see that it can be written")
        return 1
    except KeyboardInterrupt:
        reporter.say("test: stopped")
        return 130
    return close(reporter, outcomes, monotonic() - started)


def arguments() -> argparse.Namespace:
    """Give what the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage="%(prog)s [options]"
    )
    parser.add_argument("--only", nargs="+", choices=CHECKS, metavar="NAME", help="only these: " + ", ".join(CHECKS))
    parser.add_argument("-k", metavar="EXPRESSION", default="", help="only the tests that match, as pytest means it")
    options = parser.parse_args()
    options.only = options.only or (["tests"] if options.k else list(CHECKS))
    return options


def run_all(reporter: Reporter, names: list[str], expression: str) -> dict[str, Outcome]:
    """Run checks, each reported in one line in this order; what is wrong is shown below its line.

    Only the tests take all processors: the wheel is looked at, and what the lowest versions need is installed, beside
    the checks before them.
    """
    needed = program.ALL if {"tests", "lowest"} & set(names) else (program.NPM,) if "javascript" in names else ()
    absent = programs(reporter, needed) if needed else ()
    run = Run(reporter.now, absent, expression)
    outcomes = {}
    if absent:
        outcomes["programs"] = Outcome(good=True, left_out=program.advice(absent))
    with ThreadPoolExecutor(max_workers=1) as beside:
        early = {name: beside.submit(timed, name, Run(quiet, absent)) for name in names if name == "wheel"}
        home = lowest_environment() if "lowest" in names else None
        if home:
            beside.submit(home.make, quiet)  # what goes wrong is told by the check itself, which makes it again
        for name in names:
            reporter.now(f"{name} ...")
            if name in TESTING:
                beside.shutdown()
            outcome, seconds = early[name].result() if name in early else timed(name, run)
            outcomes[name] = outcome
            report(reporter, name, outcome, seconds)
    return outcomes


def quiet(text: str) -> None:
    """Tell nothing of what goes on beside what is told."""


def timed(name: str, run: Run) -> tuple[Outcome, float]:
    """Run one check, and give the seconds it took too."""
    started = monotonic()
    return attempt(name, run), monotonic() - started


def report(reporter: Reporter, name: str, outcome: Outcome, seconds: float) -> None:
    """Tell of a check in one line, and below it what is wrong."""
    mark = BAD if not outcome.good else OPEN if outcome.left_out else GOOD
    reporter.result(mark, name, seconds, outcome.note)
    if not outcome.good:
        reporter.say(outcome.output.rstrip())


def attempt(name: str, run: Run) -> Outcome:
    """Run one check; what this machine lacks for it is a failure of this check only."""
    try:
        return CHECKS[name](run)
    except (UnreadyError, OSError) as reason:
        return Outcome(good=False, output=str(reason))


def programs(reporter: Reporter, needed: Iterable[program.Program]) -> tuple[program.Program, ...]:
    """Install the programs that tests need where that is allowed, and give those that are missing all the same."""
    started = monotonic()
    absent = program.missing(needed)
    if absent:
        program.install(absent, reporter.now)
        absent = program.missing(needed)
    note = ", ".join(each.name for each in needed if each not in absent)
    reporter.result(OPEN if absent else GOOD, "programs", monotonic() - started, note)
    return absent


def close(reporter: Reporter, outcomes: dict[str, Outcome], seconds: float) -> int:
    """Say what failed and what was not run; give the exit code."""
    failed = [name for name, outcome in outcomes.items() if not outcome.good]
    left_out = [outcome.left_out for outcome in outcomes.values() if outcome.left_out]
    reporter.say()
    for sentence in left_out:
        reporter.say(sentence)
    if failed:
        reporter.heading(f"Failed: {', '.join(failed)} ({duration(seconds)})")
    elif left_out and IN_CI:
        reporter.heading(f"Failed: with CI=true nothing may be left out ({duration(seconds)})")
    else:
        reporter.heading(f"All is well{' with what was run' if left_out else ''} ({duration(seconds)})")
    return 1 if failed or (left_out and IN_CI) else 0


if __name__ == "__main__":
    sys.exit(main())

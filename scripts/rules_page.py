#!/usr/bin/env python3
"""Write docs/rules.md from the headers of the rules, or with --check say whether it is what they say now.

Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/rules_page.py
"""

import sys

import maker
from environment import ROOT
from partnergraph.storage import rule
from partnergraph.vocab import shorten

PAGE = ROOT / "docs" / "rules.md"
_HEAD = """\
# The rules

Made from `ontology/rules/` by `scripts/rules_page.py`.

What follows from the statements is derived when a graph is opened, and kept apart in `graph:derived`. A rule derives
one property, and no two rules derive the same: **the property of a derived triple names its rule.** What is stated
is not derived again, and deriving twice changes nothing. `--no-derived` and `partnergraph.open(derive=False)`
leave out all of it; `rule.of(iri)` in Python gives the rule of a property.

Turtle, N-Triples and RDF/XML keep no graphs. `export` leaves derived ties out of them, so that nobody who reads them
again takes these for stated; `--derived` writes them all the same, for programs that know no rules.

To see what a rule has derived:

```console
$ partnergraph query 'SELECT ?unit ?body { GRAPH graph:derived { ?unit org:transitiveSubOrganizationOf ?body } }'
```

| derived property | rule | what it says |
|---|---|---|
"""


def main() -> int:
    """Write or check the page; give the exit code."""
    return maker.keep(PAGE, lambda _: page(), __doc__)


def page() -> str:
    """Give the text of the page."""
    rules = rule.shipped()
    rows = (f"| `{shorten(each.derives)}` | [{each.name}](#{each.name}) | {each.summary} |\n" for each in rules)
    return _HEAD + "".join(rows) + "".join(map(section, rules))


def section(shown: rule.Rule) -> str:
    """Give the section of one rule: what it says, and its SPARQL."""
    prose = " ".join(shown.description.split())
    body = "\n".join(line for line in shown.text.splitlines() if not line.startswith("#+"))
    parts = [f"## {shown.name}", f"Derives `{shorten(shown.derives)}`: {shown.summary.lower()}.", prose]
    return "\n" + "\n\n".join([*filter(None, parts), f"```sparql\n{body}\n```\n"])


if __name__ == "__main__":
    sys.exit(main())

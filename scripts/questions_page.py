#!/usr/bin/env python3
"""Write docs/questions.md from the headers of the questions, or with --check say whether it is what they say now.

Needs the project installed, as in the environment that scripts/test.py makes.

Example:
  build/env/test/bin/python scripts/questions_page.py
"""

import sys

import maker
from environment import ROOT
from partnergraph.cli.ask import example
from partnergraph.questions import question
from partnergraph.questions.parameter import TYPES, Parameter
from partnergraph.writing import sheet

PAGE = ROOT / "docs" / "questions.md"
_HEAD = """\
# The questions

Made from `ontology/questions/` by `scripts/questions_page.py`.

`partnergraph ask` lists the questions, `partnergraph ask NAME` asks one with its defaults, `-p PARAMETER VALUE` sets a
parameter, and `--show` tells all about a question; in a pipe it gives the SPARQL, with the values of `-p` in it:

```console
$ partnergraph ask founders-of -p body 'Alliance for MRI' --show | partnergraph query - -f csv | cut -d, -f 1,4
founder,founded
European Society of Radiology,2007
```

`-of` at the end of a name may be left out. In Python it is `kg.ask("partners-of", {"body": "EORTC"})`.

A parameter of a class takes a name, an acronym, a prefixed name or an IRI of the graph, capitals do not matter; an
ambiguous name is answered with all that it means. Dates, years and numbers are checked, and so are words that are one
of a list. An optional parameter narrows the answer when it is given. Where a day has the default *today*, it is that of
`--as-of`, or else the day that it is here.

Ties that a rule derives (`pg:earliestStart`, `pg:latestEnd`) say when a thing can have begun and ended; with
`--no-derived` questions about days find none. Every question ends in a total order, so that its rows come in one order
on every engine.

Each thing has one name in an answer, the one that all commands show: the English one, else the one without a language,
else that of the first other language. In the SPARQL a name is asked for by `FILTER (LANG(?name) IN ("en", ""))`. Where
a graph has things with no such name or with several, which the rule [label](rules.md) marks, `ask` and `--show` with
`-p` put in its place what finds the one; in questions of your own too. With `--no-derived` such a thing has no name, or
a row for each.

## Questions of your own

A folder of `.rq` files is as good as the shipped questions: `partnergraph ask --questions FOLDER` (repeatable), in
Python `kg.ask(name, values, questions=[folder])`. The file's name is the question's name. Its header is YAML in lines
that begin with `#+`, and [grlc](https://grlc.io/) reads it too:

```sparql
#+ summary: Members of a network
#+ description: One row for each role.
#+ tags: [body]
#+ defaults:
#+   - network: https://w3id.org/partnergraph/id/body/meenas
#+ enumerate:
#+   - role: [member, shareholder]
#+ params:
#+   - name: network
#+     type: org:Organization
#+     example: MEENAS
#+     description: the network
#+   - name: role
#+     type: xsd:string
#+     optional: true
#+   - name: day
#+     type: xsd:date
#+     default: today
#+ columns:
#+   - name: member
#+     description: name of the member
SELECT DISTINCT ?member
WHERE {
  ?membership org:organization ?_network_iri ; org:member/skos:prefLabel ?member ; org:role/skos:prefLabel ?role .
  OPTIONAL { ?membership pg:latestEnd ?end }
  FILTER (COALESCE(?end >= ?_day_xsd_date, true) && COALESCE(STR(?role) = ?__role, true))
}
ORDER BY ?member
```

| entry | what it says |
|---|---|
| `summary` | what the question is for; needed |
| `description` | more about it |
| `tags` | words to find it by |
| `params` | the parameters, each with `name` (letters, digits) and `type`, and as needed `default`, `example`, \
`description`, `optional: true` |
| `defaults` | defaults as grlc writes them, things by their whole IRI; the same as `default` |
| `enumerate` | the values that a parameter may have |
| `columns` | the columns of the answer, each with `name` and `description`; needed |

The type is a class, or one of {types}. A parameter `x` stands in the query as

| type | variable | optional |
|---|---|---|
{variables}

An optional parameter that is not given is an unbound variable; `COALESCE(…, true)` makes a condition on it hold. The
default of an `xsd:date` may be `today` or an earlier parameter of that type, with a duration behind it: `today + 6m`,
`day + 180d` (days, weeks, months, years: `d w m y`). Values are bound as RDF terms in a `VALUES` row that opens the
query's group and that of every sub-select that uses them; they are never pasted into the text.

What is wrong in a header is told with file and line. A broken file hides no other: `partnergraph ask` lists what can be
asked, names each broken file on stderr, and ends with exit code 3. Where two files have one name, asking that question
is an error that names both, also where one of them is ours; the list shows both.

## The shipped questions

| question | what it answers |
|---|---|
"""


def main() -> int:
    """Write or check the page; give the exit code."""
    return maker.keep(PAGE, lambda _: page(), __doc__)


def page() -> str:
    """Give the text of the page."""
    questions = question.shipped()
    shapes = ("a class", "xsd:integer", "xsd:string", "another XSD type")
    variables = "\n".join(f"| {each} | {_spelled(each)} | {_spelled(each, optional=True)} |" for each in shapes)
    types = ", ".join(f"`{each}`" for each in TYPES)
    head = _HEAD.replace("{types}", types).replace("{variables}", variables)
    rows = (f"| [{each.name}](#{each.name}) | {sheet.escape(each.summary)} |\n" for each in questions)
    return head + "".join(rows) + "".join(map(section, questions))


def section(shown: question.Question) -> str:
    """Give the section of one question: its purpose, parameters, columns and an example."""
    parts = [f"### {shown.name}", f"{shown.summary}.", shown.description]
    if shown.parameters:
        rows = [(each.name, each.type, _default(each), each.usual, each.meaning) for each in shown.parameters]
        parts.append(sheet.markdown(sheet.of(("parameter", "type", "default", "example", "meaning"), rows)).strip())
    parts.append(sheet.markdown(sheet.of(("column", "meaning"), list(shown.columns.items()))).strip())
    parts.append(f"Example: `{example(shown)}`")
    return "\n" + "\n\n".join(filter(None, parts)) + "\n"


def _default(parameter: Parameter) -> str:
    return "optional" if parameter.optional else parameter.default or "needed"


def _spelled(shape: str, *, optional: bool = False) -> str:
    kind = {"a class": "org:Organization", "another XSD type": "xsd:date"}.get(shape, shape)
    named = Parameter("x", kind, optional=optional).variables
    return ", ".join(f"`?{each}`" for each in named[:2])


if __name__ == "__main__":
    sys.exit(main())

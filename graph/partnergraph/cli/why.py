"""``partnergraph why``: what ties two bodies, and on what evidence."""

from pathlib import Path

import click

from partnergraph.cli import candidate
from partnergraph.cli.delivery import aimed, report
from partnergraph.cli.opening import opened, reading, split
from partnergraph.cli.option import written


@click.command()
@click.argument(
    "words", metavar="NAME [NAME] [FILES]...", nargs=-1, required=True, shell_complete=candidate.names_or_files
)
@reading
@written("table, csv, json, md", candidate.REPORT)
@click.pass_context
def why(
    context: click.Context, words: tuple[str, ...], store: Path | None, output: Path | None, form: str | None
) -> None:
    """Show every piece of evidence for the ties of two bodies, or for one thing, and where sources disagree.

    What ties the two directly comes first, then what both take part in, then what ties units of theirs. If nothing ties
    them, the shortest way between them is shown and the exit code is 1; so it is where a thing has no evidence. A word
    that ends like an RDF file (.ttl, .nt, …) is a file to ask instead of the shipped network.

    In a pipe the answer is JSON: an object with things, tied, chain, causes (each with parts and evidence) and
    disagreements. CSV has a row for each piece of evidence, Markdown the page.

    \b
    Example:
      partnergraph why ESR EORTC
      partnergraph why agreement:mou-esr-eortc-2017 -f csv
    """
    from partnergraph.cli import page
    from partnergraph.profiles import explanation

    names, files = split(words, 2)
    if not names:
        raise click.UsageError("say a name before the files")
    aim = aimed(output, form)
    with opened(files, store, derive=False) as graph:
        reason = graph.why(*names)
    report(
        form, "json", lambda each: explanation.write(reason, each), lambda: page.show(explanation.told(reason)), aim=aim
    )
    context.exit(0 if reason.tied else 1)

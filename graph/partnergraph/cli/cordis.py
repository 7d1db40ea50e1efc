"""``partnergraph import cordis``: what the European Commission publishes of its research projects."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from partnergraph.cli.importing import releasing, take_in
from partnergraph.cli.parameter import PLACE


@click.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@releasing
@click.option("--keep-persons", is_flag=True, help="Take in natural persons too, who stand among the participants.")
def cordis(files: tuple[Path, ...], keep_persons: bool, **given: Any) -> None:  # noqa: ANN401 - click's own
    """Import projects, participants and topics from CORDIS, all of them or none.

    FILES are the official archives of FP7, Horizon 2020 and Horizon Europe, folders that hold their tables, or single
    tables (CSV or Excel), of today or of years ago: a table is known by its columns. Bodies and projects that the store
    knows by their numbers stay one. Natural persons among the participants are left out and counted.

    Each archive or folder is a release of the source that its name tells, day and format aside; single tables are one
    together. A newer release takes the place of the one before it: what it says no more goes, what is new comes, and
    both are told. What others say stays, as do your own edits and accepted matches. The data
    are to be credited to "CORDIS, European Union" (CC BY 4.0).

    \b
    Example:
      partnergraph import cordis cordis-h2020projects-csv.zip --store office
      partnergraph import cordis fp7/ topics.csv --store office --report left-out.csv
    """
    from partnergraph.sources import cordis as importer

    take_in(partial(importer.into, persons=keep_persons), files, **given)

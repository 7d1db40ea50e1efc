"""``partnergraph import``: what other programs keep, taken into the graph; one command for each kind of source."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnergraph.cli import progress
from partnergraph.cli.delivery import deliver, reserve, standard_output
from partnergraph.cli.option import KEPT, Command, changing
from partnergraph.cli.parameter import OUTPUT as TARGET
from partnergraph.cli.parameter import PLACE, WORDS
from partnergraph.cli.printed import counted
from partnergraph.errors import EmptyError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from partnergraph.loading.freight import Freight, Manner
    from partnergraph.loading.intake import Change, Intake
    from partnergraph.loading.ledger import Ledger, Skip
    from partnergraph.sources.sheets.tables import Way

_WORDS = 60  # signs of a cell that are told
_THINGS = 5  # things that are named in a message
_EMPTIED = " - all that it said; it says nothing now"
_SHOWN = 20  # problems that are told on the terminal; the report has all


def _reserved(_: click.Context, __: click.Parameter, target: Path | None) -> Path | None:
    """Make sure that a report can be written before what it is of changes anything."""
    return reserve(target) if target else None


REPORT = click.option(
    "--report",
    type=TARGET,
    callback=_reserved,
    help="Write what was left out, and why, to this file (CSV).",
)
"""The option of every import that books its rows in a ledger."""

STORE = click.option(
    "--store",
    type=PLACE,
    metavar="FOLDER",
    callback=changing,
    envvar="PARTNERGRAPH_STORE",
    help="The folder of the store on disk to import into (also PARTNERGRAPH_STORE).",
)
OUTPUT = click.option(
    "-o",
    "--output",
    type=TARGET,
    help="Write RDF to this file instead, by its extension; - is Turtle on stdout.",
)
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
_READ_ON = click.option(
    "--read-on", metavar="DATE", help="The day on which the files were got, YYYY-MM-DD; that of each file without it."
)
NO_DERIVED = click.option("--no-derived", is_flag=True, help="Keep no ties that rules derive.")
_ADD = click.option("--add", is_flag=True, help="Add to what is there; what an earlier release said stays too.")
_RELEASE = click.option(
    "--release",
    metavar="NAME",
    default="",
    type=WORDS,
    help="The source that it is a release of; without it the one that the name of the file tells.",
)


def releasing(command: Command) -> Command:
    """Add the options of a command that takes in a release of a source, for ``take_in``."""
    return KEPT(_READ_ON(NO_DERIVED(DRY_RUN(_ADD(_RELEASE(REPORT(command)))))))


def take_in(
    into: "Callable[[Path, tuple[Path, ...], Ledger, Manner], Freight]",
    files: tuple[Path, ...],
    **given: Any,  # noqa: ANN401 - click's own
) -> None:
    """Take files into a store by an importer, as the options of ``releasing`` say, and tell what came of it."""
    from partnergraph.loading.freight import Manner
    from partnergraph.loading.ledger import Ledger

    store, dry_run = given["store"], given["dry_run"]
    derive = not given["no_derived"]
    manner = Manner(given["read_on"], derive=derive, dry_run=dry_run, add=given["add"], release=given["release"])
    ledger = Ledger()
    try:
        with progress.shown() as watch:
            ledger = Ledger(watch)
            done = into(store, files, ledger, manner)
    except EmptyError:
        told(ledger, given["report"])
        raise
    told(ledger, given["report"])
    renewed(store, done, dry_run=dry_run)


READ = click.option(
    "--read-on",
    "read",
    metavar="DATE",
    callback=lambda _, __, words: _whole_day(words) if words else None,
    help="The day on which the files were got, YYYY-MM-DD; today without it.",
)


def _whole_day(words: str) -> dt.date:
    from partnergraph.values import span

    return span.whole(words)


class _Encoding(click.ParamType[str]):
    """The name of an encoding of text that Python has."""

    name = "encoding"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Give the name."""
        try:
            " ".encode(value)
        except (LookupError, ValueError):
            self.fail(f"there is no encoding {value!r}; name one such as cp1252, latin-1 or utf-16", param, ctx)
        return value


@click.group("import")
def importing() -> None:
    """Take tables and dumps of other programs into the graph.

    What is imported again takes the place of what it said before: a file of sheets that of the file of its name, a
    release of CORDIS or ROR that of the release before it. What other sources say stays. What cannot be taken in is
    told with its place, and nothing has changed.

    \b
    Example:
      partnergraph import tables partners.xlsx --store office
    """


@importing.command()
@click.argument("files", nargs=-1, required=True, type=PLACE)
@STORE
@OUTPUT
@click.option("--lenient", is_flag=True, help="Leave out the rows that are wrong, and those that need them.")
@REPORT
@DRY_RUN
@READ
@click.option(
    "--encoding",
    metavar="NAME",
    type=_Encoding(),
    help="How CSV and TSV are encoded, if not in UTF-8: cp1252, latin-1, …",
)
@NO_DERIVED
@click.pass_context
def tables(
    ctx: click.Context,
    files: tuple[Path, ...],
    store: Path | None,
    output: Path | None,
    lenient: bool,
    report: Path | None,
    dry_run: bool,
    read: dt.date | None,
    encoding: str | None,
    no_derived: bool,
) -> None:
    """Import the sheets of a partnership office: bodies, agreements, memberships, events, participations, relations.

    FILES are workbooks (.xlsx, .ods), text tables (.csv, .tsv), zip files or folders of these. `partnergraph template`
    writes an empty workbook; docs/columns.md tells every column. Each problem is told by file, sheet, row and
    column, and then nothing is imported, unless --lenient leaves the wrong rows out.

    \b
    Example:
      partnergraph import tables partners.xlsx --store office
      partnergraph import tables bodies.csv agreements.csv -o partners.ttl
      partnergraph import tables partners.xlsx --store office --lenient --report left-out.csv
    """
    from partnergraph.loading.ledger import Ledger
    from partnergraph.sources.sheets.tables import Way
    from partnergraph.values import span

    way = Way(read or span.today(), lenient=lenient, encoding=encoding, derive=not no_derived, dry_run=dry_run)
    ledger = Ledger()
    try:
        with progress.shown() as watch:
            ledger = Ledger(watch)
            problems = _written(files, output, way, ledger) if output else _kept(files, store, way, ledger)
    except InputError:
        complain(ledger.wrong())
        told(ledger, report, known=[each.reason for each in ledger.wrong()])
        raise
    complain(problems)
    told(ledger, report, known=() if lenient else [each.reason for each in problems])
    if problems and not lenient:
        click.echo("Error: nothing was imported; correct these, or leave them out with --lenient", err=True)
        ctx.exit(3)


def _kept(files: tuple[Path, ...], store: Path | None, way: "Way", ledger: "Ledger") -> "Sequence[Skip]":
    from partnergraph.sources.sheets import office

    if store is None:
        raise click.UsageError("say where to: --store FOLDER, or -o FILE")
    deed = office.keep(files, store, way, ledger)
    if deed.intake:
        changed(store, deed.intake, dry_run=way.dry_run)
    return deed.problems


def _written(files: tuple[Path, ...], output: Path, way: "Way", ledger: "Ledger") -> "Sequence[Skip]":
    from partnergraph.sources.sheets import office, tables
    from partnergraph.writing import format

    form = format.TURTLE if str(output) == "-" else format.of_path(reserve(output), format.GRAPHS)
    reading = tables.read(files, ledger, way)
    if not (reading.problems or any(map(reading.said, reading.files))):
        raise EmptyError.of([file.name for file in reading.files])
    if not way.dry_run and (way.lenient or not reading.problems):
        deliver(office.written(reading, form), output)
    return reading.problems


def changed(store: Path, done: "Intake", *, dry_run: bool) -> None:
    """Say on stderr what an intake changed, or would change."""
    for each in done.changes:
        click.echo(sum_of(each, dry_run=dry_run), err=True)
    now = "there would be" if dry_run else "now"
    click.echo(f"{store}: {now} {done.stated:,} stated and {done.derived:,} derived", err=True)


def sum_of(change: "Change", *, dry_run: bool) -> str:
    """Say what a file changed, or would change, and what has lost its name by it."""
    if change.same:
        return f"{change.title}: says what it said before"
    came, went = ("would come", "would go") if dry_run else ("came", "went")
    told = []
    if change.came or not change.known:
        there = f" ({change.shared:,} of them were there already)" if change.shared else ""
        told.append(f"{counted(change.came, 'triple')} {came}{there}")
    if change.known and (change.went or change.came):
        stay = f" ({change.kept:,} of them stay: others say them too)" if change.kept else ""
        told.append(f"{f'{change.went:,}' if told else counted(change.went, 'triple')} {went}{stay}")
    all_ = _EMPTIED if change.emptied else ""
    return f"{change.title}: {', '.join(told)}{all_}{_nameless(change.nameless, dry_run=dry_run)}"


def _nameless(things: "Sequence[str]", *, dry_run: bool) -> str:
    """Say which things have no name any more that others speak of."""
    if not things:
        return ""
    from partnergraph.vocab import shorten

    names = ", ".join(map(shorten, things[:_THINGS])) + (", ..." if len(things) > _THINGS else "")
    its, has = ("its", "has") if len(things) == 1 else ("their", "have")
    lose = f"would lose {its} name" if dry_run else f"{has} no name any more"
    return f"\n  {counted(len(things), 'thing')} that others speak of {lose}: {names}"


def renewed(store: Path, done: "Freight", *, dry_run: bool) -> None:
    """Say on stderr what releases changed, or would change."""
    came, went = ("would come", "would go") if dry_run else ("came", "went")
    for each in done.changes:
        if each.same:
            click.echo(
                f"{each.source}: says what it said before; nothing {'would change' if dry_run else 'changed'}", err=True
            )
            continue
        counts = f"{counted(each.came, 'triple')} {came}"
        if each.known:
            counts += (
                f", {each.went:,} {went}; of its evidence {each.proofs_came:,} {came}, {each.proofs_went:,} {went}"
            )
        counts += _EMPTIED if each.known and each.empty else ""
        click.echo(f"{each.source}: {counts}", err=True)
    for number, words in (
        (sum(each.spared for each in done.changes), "are said no more and stay: others speak of the thing"),
        (sum(each.left_out for each in done.changes), "were taken out here and stay out; --add brings them back"),
    ):
        if number:
            click.echo(f"  {number:,} {words}", err=True)
    new = (
        f"{counted(done.new, 'new triple')} in {done.seconds:.1f} s; "
        if not done.changes
        else f"{done.seconds:.1f} s; "
    )
    now = "it would be" if dry_run else "now"
    click.echo(f"{store}: {new}{now} {done.stated:,} stated and {done.derived:,} derived", err=True)


def complain(problems: "Sequence[Skip]") -> None:
    """Say on stderr what is wrong, a line each, as far as anybody would read it."""
    for each in problems[:_SHOWN]:
        click.echo(str(each), err=True)
    if len(problems) > _SHOWN:
        click.echo(f"... and {counted(len(problems) - _SHOWN, 'more problem')}; --report FILE has all", err=True)


def _noted(note: "Skip") -> str:
    """Give what is told of a cell, with its words, or of a column or file."""
    words = f"{note.value[:_WORDS]!r} " if note.value else ""
    return f"{note.place}: {words}{note.reason}{'' if note.kept else '; it is left out'}"


def _remark(ledger: "Ledger") -> None:
    """Say what was noted: where that is much, once for each reason, with its first place and how often."""
    notes, reasons = ledger.notes, ledger.remarks()
    first = {note.reason: note for note in reversed(notes)}
    for note in notes if len(notes) <= _SHOWN else ():
        click.echo(_noted(note), err=True)
    for reason, number in reasons[:_SHOWN] if len(notes) > _SHOWN else ():
        more = f" (and {number - 1:,} more)" if number > 1 else ""
        click.echo(f"{_noted(first[reason])}{more}", err=True)
    if len(notes) > _SHOWN:
        kinds = f" of {len(reasons):,} kinds" if len(reasons) > _SHOWN else ""
        click.echo(f"{counted(len(notes), 'note')}{kinds} in all; --report FILE has each", err=True)


def told(ledger: "Ledger", report: Path | None, *, known: "Collection[str]" = ()) -> None:
    """Say on stderr how many rows of each table were read, imported and skipped, and why; write the report.

    Reasons that are ``known`` were told already.
    """
    _remark(ledger)
    for each in ledger.sums():
        skipped = f", {each.skipped:,} skipped" if each.skipped else ""
        counts = (
            f"{counted(each.read, 'row')} read, {each.imported:,} imported{skipped}" if each.read else "holds no rows"
        )
        click.echo(f"{each.table}: {counts}", err=True)
    for reason, number in [each for each in ledger.reasons() if each[0] not in known][:_SHOWN]:
        click.echo(f"  {number:,} skipped: {reason}", err=True)
    if report:
        from partnergraph.writing import output, sheet

        found = ledger.table()
        content = sheet.csv_text(found).encode()
        if str(report) == "-":
            standard_output().write(content)
        else:
            output.write(report, content)
            click.echo(f"{report}: {counted(len(found), 'line')} of what was left out", err=True)

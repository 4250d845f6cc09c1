"""The command line: analyze reports, ask why, score against marked texts, and keep your own lists."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from rashomon import __version__
from rashomon.errors import RashomonError

if TYPE_CHECKING:
    from rashomon.records import Analysis

READ_ALL, READ_SOME, READ_NONE = 0, 1, 2
LISTED = 20  # rows of a file left out that are shown

_ABOUT = """Many accounts, one event.

Rashomon reads news reports of the same happenings and shows, with the exact words behind every answer, who says what
happened, where, when, to whom, how many, on whose word and how surely; which reports agree, differ, deny or copy; and
how many independent origins stand behind each version. It never rules who is right.

Begin with a folder of reports:

  rashomon analyze my-reports/ --html page.html --json my-reports.json

Then open page.html, and ask of any claim why it is there:

  rashomon why r-1a2b3c4d5e.c3 --from my-reports.json

Exit status: 0 every report was read, 1 some were not (they are listed, the others were analysed), 2 nothing was done.
"""

app = typer.Typer(
    help=_ABOUT,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

actors = typer.Typer(help="Your own list of actors.", no_args_is_help=True)
gazetteer = typer.Typer(help="Your own places.", no_args_is_help=True)
alias = typer.Typer(help="Your own spellings of names.", no_args_is_help=True)
names = typer.Typer(help="Your judgements of which names are one; each can be taken back.", no_args_is_help=True)
for _group, _name in ((actors, "actors"), (alias, "alias"), (gazetteer, "gazetteer"), (names, "names")):
    app.add_typer(_group, name=_name)

Kind = Annotated[str, typer.Option("--kind", help="actor, person, operation, equipment or state.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="Take this judgement back.")]
Engine = Annotated[str | None, typer.Option("--engine", help="minilm (shipped) or spacy:MODEL, if you have one.")]
Workers = Annotated[int, typer.Option("--workers", min=0, help="Processes to use; 0 takes what pays.")]
Skim = Annotated[bool, typer.Option("--skim", help="Pass over sentences that hardly hold a claim; for large crawls.")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, or - for standard input.")]


def main() -> None:
    """Run the command line; an error of Rashomon's own is one sentence and exit status 2."""
    try:
        app()
    except RashomonError as error:
        _stop(f"{error.code}: {error.message}")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(READ_ALL) from None


def _stop(sentence: str) -> NoReturn:
    typer.echo(f"rashomon: {sentence}", err=True)
    raise SystemExit(READ_NONE)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"rashomon {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


_options.__doc__ = None


@app.command()
def analyze(
    paths: Paths,
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the analysis as JSON.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write one page to look at.")] = None,
    engine: Engine = None,
    workers: Workers = 0,
    settings: Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="Your settings, as TOML.")] = None,
    skim: Skim = False,
    into: Annotated[Path | None, typer.Option("--into", metavar="FILE", help="Add to a dossier kept there.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every event, not only the most told.")] = False,
) -> None:
    """Read reports and show who says what.

    Reads .txt, .md, .html, .json and .jsonl (fields text, title, published, outlet, url, language, id). A folder is
    read with all folders below it; a file outlets.csv in it (file,outlet,date) tells who published what, and when.

    With --into FILE the reports join a dossier that is kept: what it holds is not read again, and all of it is shown.
    """
    analysis = _analyze(paths, engine, workers, settings, skim, into)
    if json:
        _export("json", analysis, json)
    if html:
        _export("html", analysis, html)
    _print_reading(analysis, everything)
    for path in (json, html):
        if path:
            typer.echo(f"written: {path}", err=True)
    raise typer.Exit(_status(analysis))


def _analyze(
    paths: list[str],
    engine: str | None,
    workers: int = 0,
    file: Path | None = None,
    skim: bool = False,
    into: Path | None = None,
) -> Analysis:
    """Run the pipeline with progress on standard error."""
    from rashomon.dossier import Dossier
    from rashomon.gazetteers.geonames import prepare
    from rashomon.pipeline import analyze as run
    from rashomon.settings import load_settings

    try:
        settings = load_settings(file, engine=engine, workers=workers or None, skim=skim or None)
    except (OSError, ValueError) as error:
        _stop(f"{file} holds no settings ({error}); it must be TOML, such as: workers = 2")
    with _Progress() as progress:
        if settings.gazetteer == "geonames":
            prepare(
                progress
            )  # the first time takes a while; a damaged list of the user's stops the run before it starts
        if into is None:
            return run(paths, settings=settings, progress=progress)
        with Dossier(into, settings) as dossier:
            return dossier.add(paths, progress)


class _Progress:
    """Shows one line of progress on a terminal, and nothing where standard error is a file."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        console = Console(stderr=True)
        self.bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task = self.bar.add_task("documents", total=None)
        self.bar.start()
        return self._tell

    def _tell(self, stage: str, done: int, of: int) -> None:
        self.bar.update(self.task, description=stage, completed=done, total=of)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()


def _export(form: str, analysis: Analysis, path: Path) -> None:
    from rashomon.docks import load

    try:
        load("exporter", form).export(analysis, path)
    except OSError as error:
        _stop(f"{path} cannot be written ({error.strerror}); name a file in a folder that you may write to")


def _print_reading(analysis: Analysis, everything: bool) -> None:
    from rich.console import Console

    from rashomon.exporters.reading import print_reading

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    print_reading(analysis, console, whole=everything)


def _status(analysis: Analysis) -> int:
    if not analysis.reports:
        return READ_NONE
    return READ_SOME if analysis.failures else READ_ALL


@app.command()
def why(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, as the page and the JSON show it.")],
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH…]", help="The reports, to read them anew.")
    ] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="An analysis in JSON.")] = None,
    engine: Engine = None,
) -> None:
    """Tell why a claim is there: the words, the rule, whose word it is, who is meant and what settled it."""
    from rashomon.exporters.reread import read_contract
    from rashomon.exporters.why import explain
    from rashomon.pipeline import explain_claim

    if source is None and not paths:
        _stop("name the reports, or an analysis with --from FILE")
    try:
        analysis = read_contract(source.read_bytes(), str(source)) if source else _analyze(paths or [], engine)
    except OSError as error:
        _stop(f"{source} cannot be read ({error.strerror})")
    if source:
        analysis = _parsed_again(analysis, claim, engine)
    found = next((one for one in analysis.claims if one.id == claim), None)
    lines = explain(analysis, claim, explain_claim(found, analysis.sentences)) if found else []
    if not lines:
        known = ", ".join(known.id for known in analysis.claims[:5])
        _stop(f"no claim {claim!r}; there are {len(analysis.claims)}: {known} …")
    typer.echo("\n".join(lines))


def _parsed_again(analysis: Analysis, name: str, engine: str | None) -> Analysis:
    """Add the parse of the report that the claim stands in: the JSON does not hold it."""
    from msgspec.structs import replace

    from rashomon.pipeline import read_all
    from rashomon.settings import load_settings

    report = next((claim.report for claim in analysis.claims if claim.id == name), None)
    own = [one for one in analysis.reports if one.id == report]
    try:
        readings = read_all(own, load_settings(engine=engine), lambda *_: None)
    except RashomonError:
        return analysis
    return replace(analysis, sentences=tuple(sentence for reading in readings for sentence in reading.sentences))


@app.command()
def stages() -> None:
    """Print the chain: what each stage needs, what it makes and what it does."""
    from rashomon.pipeline import STAGES

    for stage in STAGES:
        needs = ", ".join(stage.requires) or "paths"
        typer.echo(f"{stage.name:<11} {needs + ' -> ' + ', '.join(stage.yields):<32} {stage.about}")


@app.command()
def score(
    suite: Annotated[str, typer.Argument(help="What to measure; a wrong name lists them all.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Marked texts in the form of the suite.")],
    json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    engine: Engine = None,
) -> None:
    """Score a part of Rashomon against marked texts."""
    import msgspec

    from rashomon.scoring import score as measure

    result = measure(suite, files, engine or "minilm")
    if json:
        metrics = {"suite": suite, "n": result.n, "metrics": result.metrics}
        typer.echo(msgspec.json.encode(metrics).decode())
        return
    typer.echo(f"{suite}: {result.n} items")
    for name, value in result.metrics.items():
        typer.echo(f"  {name:<24} {value:10.4f}")


@actors.command("import")
def import_actors(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="Columns name, aliases (a|b), country …")],
) -> None:
    """Add a list of actors to your own; only the column name is required."""
    from rashomon import known

    count, bad = known.import_actors(file)
    _tell_kept(count, "actor", str(known.user_list()), bad)


@alias.command("add")
def add_alias(name: str, alias: str) -> None:
    """Say that ALIAS is another way to write NAME, from now on."""
    from rashomon import known

    row = known.add_alias(name, alias)
    typer.echo(f"{alias} is {row.name} ({row.id}); kept in {known.user_list()}")


@gazetteer.command("add")
def add_gazetteer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Places with coordinates; may be zipped.")],
    alternates: Annotated[
        Path | None, typer.Option("--names", metavar="FILE", help="GeoNames' alternateNamesV2.txt, for a dump.")
    ] = None,
) -> None:
    """Add places: GeoNames (XX.txt), OurAirports, any CSV with name, lat and lon, or GeoJSON."""
    from rashomon.gazetteers.files import add

    with _Progress() as progress:
        added = add(file, names=alternates, progress=progress)
    left_out = f"; {added.refused:,} row{'' if added.refused == 1 else 's'} left out" if added.refused else ""
    typer.echo(
        f"{added.places:,} place{'' if added.places == 1 else 's'} of {file.name} kept in your gazetteer{left_out}"
    )
    for what, count in added.notes:
        typer.echo(f"not taken over: {count:,} {what}")
    for failure in added.failures[:LISTED]:
        typer.echo(f"left out: {failure.message}", err=True)
    if added.refused > LISTED:
        typer.echo(f"and {added.refused - LISTED:,} more; all: rashomon gazetteer refused {file.name}", err=True)
    raise typer.Exit(READ_SOME if added.refused else READ_ALL)


@gazetteer.command("list")
def list_gazetteer() -> None:
    """List the files that you added, how many places each gave and how many rows were left out."""
    from rashomon.gazetteers.files import kept

    for one in kept():
        typer.echo(f"{one.name}  places: {one.places:,}  rows left out: {one.refused:,}  from {one.source}")


@gazetteer.command("refused")
def refused_rows(name: Annotated[str, typer.Argument(metavar="NAME", help="A file that you added.")]) -> None:
    """List every row of an added file that gave no place, with the reason."""
    from rashomon.gazetteers.files import refused

    for file, line, reason in refused(name):
        typer.echo(f"{file}:{line}: {reason}")


@gazetteer.command("remove")
def remove_gazetteer(name: Annotated[str, typer.Argument(metavar="NAME", help="A file that you added.")]) -> None:
    """Take the places of an added file out of your gazetteer; the file itself stays."""
    from rashomon.gazetteers.files import remove

    remove(name)
    typer.echo(f"the places of {name} are out of your gazetteer")


def _tell_kept(count: int, what: str, where: str, bad: Sequence[str]) -> None:
    """Say how many rows were kept and which were not; some left out is exit status 1, none kept 2."""
    typer.echo(f"{count} {what}{'' if count == 1 else 's'} kept in {where}")
    for sentence in bad:
        typer.echo(f"left out: {sentence}", err=True)
    raise typer.Exit(READ_ALL if not bad else READ_SOME if count else READ_NONE)


@names.command()
def same(name: str, other: str, kind: Kind = "actor", withdraw: Withdraw = False) -> None:
    """Record that NAME and OTHER are one."""
    _judge("same", name, other, kind, withdraw)


@names.command()
def different(name: str, other: str, kind: Kind = "actor", withdraw: Withdraw = False) -> None:
    """Record that NAME and OTHER are not one."""
    _judge("different", name, other, kind, withdraw)


def _judge(verdict: Literal["same", "different"], name: str, other: str, kind: str, withdraw: bool) -> None:
    import datetime
    import getpass

    from rashomon import decisions, known

    day = datetime.date.today().isoformat()
    judgement = decisions.Judgement(
        left=decisions.name_key(kind, name),
        right=decisions.name_key(kind, other),
        verdict=verdict,
        score=1.0,
        reason="a reader's judgement",
        values=(name, other),
        author=f"user:{getpass.getuser()}",
        date=day,
        withdrawn=day if withdraw else None,
    )
    path = known.user_list().with_name("decisions.jsonl")
    decisions.record_decision(path, judgement)
    typer.echo(f"{name} and {other}: {verdict}{', withdrawn' if withdraw else ''}; kept in {path}")


if __name__ == "__main__":
    main()

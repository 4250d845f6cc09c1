"""The command line: analyze reports, ask why, print the chain, score against marked texts."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rashomon import __version__, keeping
from rashomon.errors import RashomonError
from rashomon.terminal import READ_ALL, READ_NONE, READ_SOME, Progress, stop

if TYPE_CHECKING:
    from rashomon.records import Analysis

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

for _name, _group in keeping.GROUPS.items():
    app.add_typer(_group, name=_name)

Engine = Annotated[
    str | None, typer.Option("--engine", metavar="NAME", help="minilm (shipped) or spacy:MODEL, if you have one.")
]
Workers = Annotated[int, typer.Option("--workers", min=0, metavar="N", help="Processes to use; 0 takes what pays.")]
Skim = Annotated[bool, typer.Option("--skim", help="Pass over sentences that hardly hold a claim; for large crawls.")]
Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]


def main() -> None:
    """Run the command line; an error of Rashomon's own is one sentence and exit status 2."""
    try:
        app()
    except RashomonError as error:
        stop(f"{error.code}: {error.message}")
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(READ_ALL) from None


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
    everything: Annotated[bool, typer.Option("--all", help="Print every event and finding.")] = False,
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
    if into:
        typer.echo(f"kept in: {into}, with {len(analysis.reports)} reports in all", err=True)
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
    from rashomon.gazetteers.geonames import prepare
    from rashomon.pipeline import analyze as run
    from rashomon.settings import load_settings

    try:
        settings = load_settings(file, engine=engine, workers=workers or None, skim=skim or None)
    except (OSError, ValueError) as error:
        stop(f"{file} holds no settings ({error}); it must be TOML, such as: workers = 2")
    with Progress() as progress:
        if settings.gazetteer == "geonames":
            prepare(progress)  # takes a while the first time; a damaged list of the user's stops the run here
        if into is None:
            return run(paths, settings=settings, progress=progress)
        from rashomon.dossier import Dossier

        with Dossier(into, settings) as dossier:
            return dossier.add(paths, progress)


def _export(form: str, analysis: Analysis, path: Path) -> None:
    from rashomon.docks import Exporter, load

    exporter: Exporter = load("exporter", form)
    try:
        exporter.export(analysis, path)
    except OSError as error:
        stop(f"{path} cannot be written ({error.strerror}); name a file in a folder that you may write to")


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
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", help="The reports, to read them anew.")] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="An analysis in JSON.")] = None,
    engine: Engine = None,
    skim: Skim = False,
) -> None:
    """Tell why a claim is there: the words, the rule, whose word it is, who is meant and what settled it.

    Ids count the claims of a report: reports read anew must be read as they were then, with --skim or without.
    """
    from rashomon.exporters.reread import read_contract
    from rashomon.exporters.why import explain
    from rashomon.pipeline import explain_claim

    if source is None and not paths:
        stop("name the reports, or an analysis with --from FILE")
    try:
        analysis = (
            read_contract(source.read_bytes(), str(source)) if source else _analyze(paths or [], engine, skim=skim)
        )
    except OSError as error:
        stop(f"{source} cannot be read ({error.strerror})")
    if source:
        analysis = _parsed_again(analysis, claim, engine)
    found = next((one for one in analysis.claims if one.id == claim), None)
    if found is None:
        known = ", ".join(known.id for known in analysis.claims[:5])
        stop(f"no claim {claim!r}; there are {len(analysis.claims)}: {known} …")
    typer.echo("\n".join(explain(analysis, claim, explain_claim(found, analysis.sentences))))


def _parsed_again(analysis: Analysis, name: str, engine: str | None) -> Analysis:
    """Add the parse of the report that the claim stands in: the JSON does not hold it."""
    from msgspec.structs import replace

    from rashomon.pipeline import parse_one
    from rashomon.settings import load_settings

    report = next((claim.report for claim in analysis.claims if claim.id == name), None)
    own = [one for one in analysis.reports if one.id == report]
    try:
        parsed = [parse_one(one, load_settings(engine=engine)) for one in own]
    except RashomonError:
        return analysis
    return replace(analysis, sentences=tuple(sentence for sentences in parsed for sentence in sentences))


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
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Marked texts in the form of the suite.")],
    json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    engine: Engine = None,
) -> None:
    """Score a part of Rashomon against marked texts."""
    import msgspec
    import yaml

    from rashomon.scoring import SUITES
    from rashomon.scoring import score as measure

    try:
        result = measure(suite, files, engine or "minilm")
    except (OSError, ValueError, LookupError, TypeError, msgspec.MsgspecError, yaml.YAMLError) as error:
        if os.environ.get("RASHOMON_RAISE"):
            raise
        given, wanted = ", ".join(str(file) for file in files), SUITES[suite][1]
        stop(f"{given}: not the marked texts of {suite}, which are {wanted} ({type(error).__name__}: {error})")
    if json:
        metrics = {"suite": suite, "n": result.n, "metrics": result.metrics}
        typer.echo(msgspec.json.encode(metrics).decode())
        return
    typer.echo(f"{suite}: {result.n} items")
    for name, value in result.metrics.items():
        typer.echo(f"  {name:<24} {value:10.4f}")


if __name__ == "__main__":
    main()

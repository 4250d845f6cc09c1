"""The commands that keep your own actors, spellings, places and judgements of names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from rashomon.terminal import READ_ALL, READ_NONE, READ_SOME, Progress

LISTED = 20  # rows of a file left out that are shown

actors = typer.Typer(help="Your own list of actors.", no_args_is_help=True)
gazetteer = typer.Typer(help="Your own places.", no_args_is_help=True)
alias = typer.Typer(help="Your own spellings of names.", no_args_is_help=True)
names = typer.Typer(help="Your judgements of which names are one; each can be taken back.", no_args_is_help=True)
GROUPS = {"actors": actors, "alias": alias, "gazetteer": gazetteer, "names": names}

KINDS = ("actor", "person", "operation", "equipment", "state")
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name as it is written.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other name.")]
Alias = Annotated[str, typer.Argument(metavar="ALIAS", help="The other way to write it.")]
Added = Annotated[str, typer.Argument(metavar="NAME", help="A file that you added, as list shows it.")]
Kind = Annotated[str, typer.Option("--kind", help="What both are: actor, person, operation, equipment or state.")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="Take this judgement back.")]


@actors.command("import")
def import_actors(
    file: Annotated[Path, typer.Argument(metavar="CSV", help="Columns name, aliases (a|b), country …")],
) -> None:
    """Add a list of actors to your own.

    Only the column name is required.
    """
    from rashomon import known

    count, bad = known.import_actors(file)
    _tell_kept(count, "actor", str(known.user_list()), bad)


@alias.command("add")
def add_alias(name: Name, alias: Alias) -> None:
    """Let ALIAS be another way to write NAME."""
    from rashomon import known

    row = known.add_alias(name, alias)
    typer.echo(f"{alias} is {row.name} ({row.id}); kept in {known.user_list()}")


@alias.command("remove")
def remove_alias(name: Name, alias: Alias) -> None:
    """Take back an alias that you added."""
    from rashomon import known

    row = known.remove_alias(name, alias)
    typer.echo(f"{alias} is no alias of {row.name} ({row.id}) any more; kept in {known.user_list()}")


@gazetteer.command("add")
def add_gazetteer(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Places with coordinates; may be zipped.")],
    alternates: Annotated[
        Path | None, typer.Option("--names", metavar="FILE", help="GeoNames' alternateNamesV2.txt, for a dump.")
    ] = None,
) -> None:
    """Add a file of places with coordinates.

    GeoNames (XX.txt), OurAirports, any CSV with the columns name, lat and lon, or GeoJSON.
    """
    from rashomon.gazetteers.files import add

    with Progress() as progress:
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
    """List the files that you added.

    With how many places each gave and how many rows were left out.
    """
    from rashomon.gazetteers.files import kept

    files = kept()
    if not files:
        typer.echo("you added no files; places come from the shipped lists")
    for one in files:
        typer.echo(f"{one.name}  places: {one.places:,}  rows left out: {one.refused:,}  from {one.source}")


@gazetteer.command("refused")
def refused_rows(name: Added) -> None:
    """List the rows of a file that were left out.

    Each with its line and the reason.
    """
    from rashomon.gazetteers.files import refused

    for file, line, reason in refused(name):
        typer.echo(f"{file}:{line}: {reason}")


@gazetteer.command("remove")
def remove_gazetteer(name: Added) -> None:
    """Take the places of a file out again.

    The file itself stays where it is.
    """
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
def same(name: Name, other: Other, kind: Kind = "actor", withdraw: Withdraw = False) -> None:
    """Record that NAME and OTHER are one."""
    _judge("same", name, other, kind, withdraw)


@names.command()
def different(name: Name, other: Other, kind: Kind = "actor", withdraw: Withdraw = False) -> None:
    """Record that NAME and OTHER are not one."""
    _judge("different", name, other, kind, withdraw)


@names.command("list")
def list_names() -> None:
    """List your judgements that hold."""
    from rashomon import decisions, known

    judged = [one for one in decisions.read_decisions(known.user_decisions()).in_force() if one.by_user]
    if not judged:
        typer.echo("you judged no names")
    for one in judged:
        kind, author = one.left.partition(":")[0], one.author.partition(":")[2]
        typer.echo(f"{one.values[0]} and {one.values[1]}: {one.verdict} ({kind}), by {author}, {one.date}")


def _judge(verdict: Literal["same", "different"], name: str, other: str, kind: str, withdraw: bool) -> None:
    import datetime
    import getpass

    from rashomon import decisions, known
    from rashomon.errors import BadDecision

    if kind not in KINDS:
        raise BadDecision("R601", reason=f"no kind {kind!r}; there are: {', '.join(KINDS)}")
    if not name.strip() or not other.strip():
        raise BadDecision("R601", reason="a name is empty; name two names")
    path = known.user_decisions()
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
    told = (judgement.author, judgement.pair, verdict, None)
    held = decisions.read_decisions(path).history() if withdraw else ()
    if withdraw and told not in [(one.author, one.pair, one.verdict, one.withdrawn) for one in held]:
        raise BadDecision("R601", reason=f"you judged nowhere that {name} and {other} ({kind}) are {verdict}")
    decisions.record_decision(path, judgement)
    typer.echo(f"{name} and {other}: {verdict}{', withdrawn' if withdraw else ''}; kept in {path}")

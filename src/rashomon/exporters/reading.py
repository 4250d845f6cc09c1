"""Writes the short reading in the terminal: events, the versions of each with who tells which, findings, failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.records import Analysis, Failure
from rashomon.views import DossierView, EventView, FindingView, SlotView, Version, arrange

EVENTS_SHOWN = 8
FINDINGS_SHOWN = 14
_FAILURES_SHOWN = 5
_NAMES_SHOWN = 4
_INDENT = (0, 0, 0, 2)


def print_reading(analysis: Analysis, console: Console, *, whole: bool = False) -> None:
    """Print the reading; without `whole`, only the events that have versions to compare, the most told first."""
    dossier = arrange(analysis)
    console.print(_summary(dossier))
    if analysis.skimmed:
        touched = len({one.report for one in analysis.skimmed})
        console.print(f"[dim]{len(analysis.skimmed)} sentences of {touched} reports were passed over (--skim)[/dim]")
    shared = [event for event in dossier.events if not event.told_once]
    shown = list(dossier.events) if whole else shared[:EVENTS_SHOWN]
    if shown:
        console.print("\n[bold]Events[/bold] [dim]what happened, and the versions of it[/dim]")
    for number, event in enumerate(shown, start=1):
        _print_event(number, event, console, whole=whole)
    left = len(dossier.events) - len(shown)
    if left:
        console.print(f"\n[dim]{left} more events, most of them told once: see the page (--html), or add --all[/dim]")
    if dossier.findings:
        console.print("\n[bold]Findings[/bold] [dim]what holding the reports side by side shows[/dim]")
    findings = dossier.findings if whole else dossier.findings[:FINDINGS_SHOWN]
    for finding in findings:
        _print_finding(finding, console)
    if len(findings) < len(dossier.findings):
        console.print(f"  [dim]and {len(dossier.findings) - len(findings)} more[/dim]")
    if analysis.failures:
        console.print("\n[bold]Not read, or not wholly[/bold]")
    _print_failures(analysis.failures, console)


def _print_failures(failures: Sequence[Failure], console: Console) -> None:
    """Print the first failures of each code, and how many more there are."""
    for code, count in sorted(Counter(failure.code for failure in failures).items()):
        for failure in [failure for failure in failures if failure.code == code][:_FAILURES_SHOWN]:
            console.print(Padding(Text(f"{code}  {failure.message}", style="yellow"), _INDENT))
        if count > _FAILURES_SHOWN:
            console.print(f"  [dim]and {count - _FAILURES_SHOWN} more of {code}[/dim]")


def _summary(dossier: DossierView) -> str:
    analysis = dossier.analysis
    counts = (
        (len(analysis.reports), "report"),
        (len(analysis.claims), "claim"),
        (len(analysis.events), "event"),
        (len(analysis.findings), "finding"),
    )
    return "[bold]" + ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in counts) + "[/bold]"


def _print_event(number: int, event: EventView, console: Console, *, whole: bool) -> None:
    title = Text.assemble((f"\n{number}. ", "bold cyan"), (event.title, "bold"))
    console.print(title)
    told = f"{len(event.claims)} claims by {_some(event.tellers)}"
    console.print(Padding(Text(" · ".join(part for part in (event.where, told) if part), style="dim"), (0, 0, 0, 3)))
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(style="bold", max_width=34)
    table.add_column()
    for slot in event.slots:
        _add_slot(slot, table, whole=whole)
    console.print(Padding(table, (0, 0, 0, 3)))


def _add_slot(slot: SlotView, table: Table, *, whole: bool) -> None:
    """Add the versions of a slot; of long lists of words only those that most reports tell."""
    for index, version in enumerate(slot.versions + slot.rest if whole else slot.versions):
        table.add_row(
            "" if index else slot.slot, Text(f"{version.value} {version.counted}".strip()), Text(_who(version))
        )
    if slot.rest and not whole:
        table.add_row("", Text(f"and {len(slot.rest)} more", style="dim"), "")


def _who(version: Version) -> str:
    plural = "" if version.origins == 1 else "s"
    tellers, origins = _some(version.tellers), _some(version.origin_names)
    return f"{tellers} — {version.origins} origin{plural}{': ' + origins if origins else ''}"


def _some(names: Sequence[str]) -> str:
    """Return the names, only the first ones of a long list."""
    left = len(names) - _NAMES_SHOWN
    return ", ".join(names) if left < 2 else f"{', '.join(names[:_NAMES_SHOWN])} and {left} more"


def _print_finding(finding: FindingView, console: Console) -> None:
    console.print(Padding(f"[bold magenta]{finding.kind}[/bold magenta]  {escape(finding.explanation)}", _INDENT))

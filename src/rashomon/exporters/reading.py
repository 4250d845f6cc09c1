"""Writes the short reading in the terminal: events, the versions of each with who tells which, findings, failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.records import Analysis, Failure
from rashomon.views import DossierView, EventView, FindingView, Saying, SlotView, Version, arrange

EVENTS_SHOWN = 8
FINDINGS_SHOWN = 14
_FAILURES_SHOWN = 5
_NAMES_SHOWN = 4
_VERSIONS_SHOWN = 8
_QUOTES_SHOWN = 2


def print_reading(analysis: Analysis, console: Console, *, whole: bool = False) -> None:
    """Print the reading; without `whole`, only the events that have versions to compare, the most told first."""
    dossier = arrange(analysis)
    console.print(_summary(dossier))
    if analysis.skimmed:
        touched = len({one.report for one in analysis.skimmed})
        passed = f"{_counted(len(analysis.skimmed), 'sentence')} of {_counted(touched, 'report')}"
        console.print(f"[dim]{passed} passed over (--skim)[/dim]")
    shared = [event for event in dossier.events if not event.told_once]
    shown = list(dossier.events) if whole else shared[:EVENTS_SHOWN]
    if shown:
        console.print("\n[bold]Events[/bold] [dim]what happened, and the versions of it[/dim]")
    for number, event in enumerate(shown, start=1):
        _print_event(number, event, console, whole=whole)
    left = len(dossier.events) - len(shown)
    if left:
        console.print(
            f"\n[dim]{_counted(left, 'more event')}, most told once: see the page (--html), or add --all[/dim]"
        )
    if dossier.findings:
        console.print("\n[bold]Findings[/bold] [dim]what holding the reports side by side shows[/dim]")
    findings = dossier.findings if whole else dossier.findings[:FINDINGS_SHOWN]
    for finding in findings:
        _print_finding(finding, console)
    if len(findings) < len(dossier.findings):
        console.print(f"  [dim]and {len(dossier.findings) - len(findings)} more: see the page, or add --all[/dim]")
    if analysis.failures:
        console.print("\n[bold]Not read, or not wholly[/bold]")
    _print_failures(analysis.failures, console)


def _print_failures(failures: Sequence[Failure], console: Console) -> None:
    """Print the first failures of each code, and how many more there are."""
    for code, count in sorted(Counter(failure.code for failure in failures).items()):
        for failure in [failure for failure in failures if failure.code == code][:_FAILURES_SHOWN]:
            console.print(_indented(Text(f"{code}  {failure.message}", style="yellow")))
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
    return "[bold]" + ", ".join(_counted(n, word) for n, word in counts) + "[/bold]"


def _counted(n: int, word: str) -> str:
    return f"{n} {word}{'s' * (n != 1)}"


def _print_event(number: int, event: EventView, console: Console, *, whole: bool) -> None:
    title = Text.assemble((f"\n{number}. ", "bold cyan"), (event.title, "bold"))
    console.print(title)
    told = f"{_counted(len(event.claims), 'claim')} by {_some(event.outlets)}"
    denied = f"a denial or a “not” in {_some(event.deniers)}" if event.deniers else ""
    about = " · ".join(part for part in (event.where, told, denied) if part)
    console.print(_indented(Text(about, style="dim"), 3))
    if not event.slots:
        _print_sayings(event, console)
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(style="bold", max_width=34)
    table.add_column()
    for slot in event.slots:
        _add_slot(slot, table, whole=whole)
    console.print(_indented(table, 3))


def _print_sayings(event: EventView, console: Console) -> None:
    """Print the words for an event of which no slot has a version, first one passage of each teller."""
    first: dict[str, Saying] = {}
    for saying in event.sayings:
        first.setdefault(saying.teller, saying)
    different: dict[str, Saying] = {}
    for saying in first.values():
        different.setdefault(saying.quote, saying)
    for saying in list(different.values())[:_QUOTES_SHOWN]:
        console.print(_indented(Text(f"“{saying.quote}” {saying.teller}"), 3))


def _indented(words: Text | Table, columns: int = 2) -> Padding:
    return Padding(words, (0, 0, 0, columns), expand=False)


def _most_told(versions: Sequence[Version]) -> list[Version]:
    """Return the versions that most reports tell, in the order in which they stood."""
    told = sorted(versions, key=lambda version: (-version.reports, -version.origins))[:_VERSIONS_SHOWN]
    return [version for version in versions if version in told]


def _add_slot(slot: SlotView, table: Table, *, whole: bool) -> None:
    """Add the versions of a slot; of long lists only those that most reports tell."""
    every = slot.versions + slot.rest
    shown = every if whole else _most_told(slot.versions)
    for index, version in enumerate(shown):
        table.add_row(
            "" if index else slot.slot, Text(f"{version.value} {version.counted}".strip()), Text(_who(version))
        )
    if len(shown) < len(every):
        table.add_row("", Text(f"and {len(every) - len(shown)} more", style="dim"), "")


def _who(version: Version) -> str:
    """Say who tells a version and on whose word; that tellers speak for themselves is said without their names."""
    tellers, origins = _some(version.outlets), _some(version.origin_names)
    if version.origin_names == version.tellers:
        origins = "itself" if version.origins == 1 else "themselves"
    return f"{tellers} — {_counted(version.origins, 'origin')}{': ' + origins if origins else ''}"


def _some(names: Sequence[str]) -> str:
    """Return the names, only the first ones of a long list."""
    left = len(names) - _NAMES_SHOWN
    return ", ".join(names) if left < 2 else f"{', '.join(names[:_NAMES_SHOWN])} and {left} more"


def _print_finding(finding: FindingView, console: Console) -> None:
    console.print(_indented(Text.assemble((finding.kind, "bold magenta"), "  ", finding.explanation)))

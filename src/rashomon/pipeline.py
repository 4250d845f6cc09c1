"""The stages in order, with what each requires and yields; checks the chain, then runs it over reports."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from rashomon import __version__, docks
from rashomon.cycles import spare_what_stays, without_collection
from rashomon.errors import CATALOGUE, BadSettings
from rashomon.records import (
    Account,
    Analysis,
    Claim,
    Event,
    Evidence,
    Failure,
    Finding,
    Mention,
    Reading,
    Report,
    Resolution,
    Sentence,
    Side,
)
from rashomon.runners.local import LocalRunner
from rashomon.settings import Settings, load_settings

if TYPE_CHECKING:
    from rashomon.beside import SideBySide
    from rashomon.resolution.resolve import Resolver

Result = TypeVar("Result")
Progress = Callable[[str, int, int], None]


class Stage(msgspec.Struct, frozen=True):
    """One step of the chain: its name, what it needs and makes, and a sentence for `rashomon stages`."""

    name: str
    requires: tuple[str, ...]
    yields: tuple[str, ...]
    about: str


STAGES: tuple[Stage, ...] = (
    Stage("documents", (), ("reports",), "read files, folders and streams into reports, or say why not"),
    Stage("sentences", ("reports",), ("sentences",), "split each report, tell headline, body, caption and furniture"),
    Stage("engine", ("sentences",), ("parses",), "tag and parse every sentence and find its names"),
    Stage("mentions", ("parses",), ("mentions",), "find names, times and quantities"),
    Stage("claims", ("parses", "mentions"), ("claims",), "find who says what happened, and how surely"),
    Stage("resolution", ("mentions", "claims"), ("entities",), "find which actor, place and day each mention means"),
    Stage("alignment", ("claims", "entities"), ("events",), "group the claims that tell of one happening"),
    Stage("assessment", ("events", "entities"), ("findings",), "weigh versions, count origins, check sums and maps"),
    Stage("views", ("findings",), ("pages",), "arrange it all for a reader"),
)


def check_chain(stages: Sequence[Stage] = STAGES) -> None:
    """Raise BadSettings R204 when a stage requires what no earlier stage yields."""
    made: set[str] = set()
    for stage in stages:
        for need in stage.requires:
            if need not in made:
                raise BadSettings("R204", stage=stage.name, need=need)
        made.update(stage.yields)


def analyze(
    paths: Sequence[str],
    *,
    settings: Settings | None = None,
    engine: str | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Analysis:
    """Read the reports at `paths` and return all that was found in them and between them.

    `progress(stage, done, of)` is called as the run goes on. The result depends on the reports alone, not on their
    order or the number of workers. Raises EngineError when the engine cannot be loaded, BadSettings for a bad option.
    """
    from rashomon.documents.read import read_reports

    check_chain()
    chosen = settings or load_settings(engine=engine, workers=workers)
    tell = progress or (lambda _stage, _done, _of: None)
    tell("documents", 0, 1)
    reports, failures = read_reports(paths, limit=chosen.max_chars)
    readings = read_all(reports, chosen, tell)
    return hold_side_by_side(readings, failures, chosen, tell)


def read_all(
    reports: Sequence[Report], settings: Settings, tell: Progress, keep: Callable[[Reading], None] | None = None
) -> list[Reading]:
    """Take each report through sentences, engine, mentions and claims, in worker processes where it pays.

    `keep` is given each reading as it is made.
    """
    if not reports:
        return []
    runner = LocalRunner(functools.partial(_hold, settings), _workers(reports, settings))
    # the longest first, so that at the end no worker is left alone with a long one
    order = sorted(range(len(reports)), key=lambda number: -len(reports[number].text))
    readings: dict[int, Reading] = {}
    for number, reading in zip(order, runner.map(read_one, (reports[number] for number in order)), strict=True):
        readings[number] = reading
        tell("claims", len(readings), len(reports))
        if keep:
            keep(reading)
    return [readings[number] for number in range(len(reports))]


def _workers(reports: Sequence[Report], settings: Settings) -> int:
    if settings.workers:
        return min(settings.workers, len(reports))
    if sum(len(report.text) for report in reports) < settings.single_worker_chars:
        return 1
    return min(os.cpu_count() or 1, len(reports))


class Held(msgspec.Struct, frozen=True):
    """What a worker holds: the engine and the extractors, loaded once."""

    engine: Any
    extractors: tuple[Any, ...]
    skim: bool = False


def _hold(settings: Settings) -> Held:
    extractors = tuple(docks.load("extractor", name) for name in settings.extractors)
    return Held(docks.load("engine", settings.engine), extractors, settings.skim)


def read_one(held: Held, report: Report) -> Reading:
    """Take one report from text to claims; a stage that fails leaves a failure record and what was made so far."""
    from rashomon.claims.collect import collect_claims
    from rashomon.claims.sides import find_sides
    from rashomon.sentences import split_sentences
    from rashomon.sentences.skim import skim

    guard = Guard(report.source)
    read = report.language in (*held.engine.languages, "und")  # und: too few words to tell
    sentences: tuple[Sentence, ...] = guard.attempt("sentences", lambda: split_sentences(report), ())
    if read and held.skim:
        sentences = guard.attempt("sentences", lambda: skim(sentences), sentences)
    if read:
        sentences = guard.attempt("engine", lambda: _parsed(held.engine, sentences), sentences)
        guard.failures.extend(_unread(report, getattr(held.engine, "unread", ())))
    mentions = _mentions(report, sentences, guard)
    claims: list[Claim] = []
    sides: tuple[Side, ...] = ()
    more: list[Failure] = []
    if read:
        told = _emptied(sentences)
        collect = functools.partial(collect_claims, report, told, mentions, held.extractors)
        claims, more = guard.attempt("claims", collect, (claims, more))
        sides = guard.attempt("claims", lambda: find_sides(report, told, mentions), sides)
    return Reading(
        report=report,
        sentences=sentences,
        mentions=mentions,
        claims=tuple(claims),
        failures=(*guard.failures, *more),
        sides=sides,
    )


def parse_one(report: Report, settings: Settings) -> tuple[Sentence, ...]:
    """Return a report's sentences, parsed as `read_one` parses them, where nothing more is asked of it.

    All of them, since a tree may depend on what is parsed with it. Raises EngineError and BadSettings.
    """
    from rashomon.sentences import split_sentences

    engine, guard = docks.load("engine", settings.engine), Guard(report.source)
    nothing: tuple[Sentence, ...] = ()
    sentences = guard.attempt("sentences", lambda: split_sentences(report), nothing)
    return guard.attempt("engine", lambda: _parsed(engine, sentences), sentences)


def _parsed(engine: docks.Engine, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences, those parsed that were not skimmed."""
    parsed = iter(engine.parse([sentence for sentence in sentences if not sentence.skimmed]))
    return tuple(sentence if sentence.skimmed else next(parsed) for sentence in sentences)


def _emptied(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences, the skimmed ones without words: they hold their place, and nothing is read out of them."""
    return tuple(msgspec.structs.replace(one, tokens=()) if one.skimmed else one for one in sentences)


def _mentions(report: Report, sentences: Sequence[Sentence], guard: Guard) -> tuple[Mention, ...]:
    from rashomon.mentions.names import find_names
    from rashomon.mentions.quantities import find_quantities
    from rashomon.mentions.times import find_times

    found: list[Mention] = []
    nothing: tuple[Mention, ...] = ()
    given = [one for one in sentences if not one.skimmed]
    passed = tuple((one.start, one.end) for one in sentences if one.skimmed)
    times = functools.partial(find_times, passed_over=passed)
    for find in (find_names, times, find_quantities):
        found += guard.attempt("mentions", functools.partial(find, report, given), nothing)
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end, mention.kind)))


def _unread(report: Report, spans: Sequence[tuple[int, int, str]]) -> list[Failure]:
    return [
        Failure(
            source=report.source,
            stage="engine",
            code="R109",
            message=CATALOGUE["R109"].format(path=report.source, start=start, end=end, reason=reason),
            start=start,
            end=end,
        )
        for start, end, reason in spans
    ]


@without_collection()
def hold_side_by_side(
    readings: Sequence[Reading],
    failures: Sequence[Failure],
    settings: Settings,
    tell: Progress,
    beside: SideBySide | None = None,
    resolver: Resolver | None = None,
) -> Analysis:
    """Resolve, align and assess what was read out of each report.

    `resolver` and `beside` hold what the call before made: only what has changed since is made anew.
    """
    guard = Guard("the dossier")
    tell("resolution", 0, 3)
    resolved = guard.attempt("resolution", lambda: _resolve(readings, settings, resolver), None)
    resolved = resolved or _unresolved(readings)
    events, findings = _weigh(resolved, guard, tell, beside)
    if resolver:  # a dossier that is held
        spare_what_stays()
    sentences = tuple(chain.from_iterable([reading.sentences for reading in readings]))
    lost = (*failures, *chain.from_iterable([reading.failures for reading in readings]), *guard.failures)
    return Analysis(
        rashomon=__version__,
        reports=tuple([reading.report for reading in readings]),
        entities=resolved.entities,
        claims=tuple(chain.from_iterable([account.claims for account in resolved.accounts])),
        events=events,
        findings=findings,
        failures=tuple(sorted(lost, key=_failure_order)),
        skimmed=tuple(Evidence(report=s.report, start=s.start, end=s.end) for s in sentences if s.skimmed),
        sentences=sentences,
        sides=resolved.sides,
    )


def _resolve(readings: Sequence[Reading], settings: Settings, resolver: Resolver | None) -> Resolution:
    from rashomon.decisions import read_decisions
    from rashomon.known import user_decisions
    from rashomon.resolution.resolve import Resolver

    judged = read_decisions(user_decisions())
    return (resolver or Resolver()).resolve(readings, docks.load("gazetteer", settings.gazetteer), judged)


def _unresolved(readings: Sequence[Reading]) -> Resolution:
    return Resolution(
        accounts=tuple(Account(report=r.report, sentences=r.sentences, claims=r.claims) for r in readings)
    )


def _weigh(
    resolved: Resolution, guard: Guard, tell: Progress, beside: SideBySide | None
) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    from rashomon.beside import SideBySide

    held = beside or SideBySide()
    accounts = {account.report.id: account for account in resolved.accounts}
    tell("alignment", 1, 3)
    events: tuple[Event, ...] = guard.attempt("alignment", lambda: held.align(accounts, resolved.entities), ())
    tell("assessment", 2, 3)
    nothing: tuple[tuple[Event, ...], tuple[Finding, ...]] = (events, ())
    weighed = guard.attempt("assessment", held.assess, nothing)
    tell("assessment", 3, 3)
    return weighed


def explain_claim(claim: Claim, sentences: Sequence[Sentence]) -> list[str]:
    """Return the rule behind a claim in words, a line each, and what was mended in the tree that the rule read."""
    from rashomon.claims.explain import explain_repairs, explain_rule

    own = [s for s in sentences if s.report == claim.report and s.index == claim.sentence]
    return [*explain_rule(claim), *(line for sentence in own for line in explain_repairs(sentence))]


def _failure_order(failure: Failure) -> tuple[str, str, str, str]:
    return failure.source, failure.stage, failure.code, failure.message


class Guard:
    """Runs the stages on one source; a stage that breaks becomes a failure record, so that the rest goes on."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.failures: list[Failure] = []

    def attempt(self, stage: str, run: Callable[[], Result], default: Result) -> Result:
        """Return what the stage makes, or the default where it breaks; RASHOMON_RAISE=1 lets the fault through."""
        try:
            return run()
        except Exception as broken:
            if os.environ.get("RASHOMON_RAISE"):
                raise
            message = CATALOGUE["R113"].format(path=self.source, reason=f"{type(broken).__name__}: {broken}")
            self.failures.append(Failure(source=self.source, stage=stage, code="R113", message=message))
            return default

"""Measures the language engine; writes docs/engine.md and the scores on the model's card (data as arguments)."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "training" / "annotations")]

import check  # noqa: E402  the annotations' own reader
from augment import in_case, strip_marks  # noqa: E402
from data import OURS, Example, read_trees  # noqa: E402

from rashomon.engines.minilm import MinilmEngine, read_layout  # noqa: E402
from rashomon.records import Sentence  # noqa: E402
from rashomon.resources import path_of  # noqa: E402
from rashomon.scoring.engine import as_sentences, name_metrics, raw_metrics, tree_metrics  # noqa: E402
from rashomon.scoring.re3d import re3d_metrics  # noqa: E402
from rashomon.scoring.treebank import Row, TreebankSentence, read_conllu, read_iob  # noqa: E402
from rashomon.sentences.words import split_words  # noqa: E402

MARK = "<!-- written by benchmarks/engine_table.py from here on -->"
Line = tuple[str, str, str, str]  # what, result, must, aim
Spans = set[tuple[int, int, str]]


def percent(*shares: float) -> str:
    """Return shares as "96.8 / 91.5"."""
    return " / ".join(f"{100 * share:.1f}" for share in shares)


def f_score(right: int, gold: int, found: int) -> float:
    """Return F1."""
    return 2 * right / (gold + found) if gold + found else 0.0


# -- trees ----------------------------------------------------------------------------------------


def changed(sentences: Sequence[TreebankSentence], change: Callable[[Example], Example]) -> list[TreebankSentence]:
    """Return the treebank's sentences changed as the training changes some."""
    result = []
    for sentence in sentences:
        rows = sentence.rows
        example = Example(
            tuple(row.word for row in rows),
            "ewt",
            tuple(row.upos for row in rows),
            tuple(row.head for row in rows),
            tuple(row.deprel for row in rows),
        )
        new = change(example)
        columns = zip(new.words, new.upos or (), new.heads or (), new.deprels or (), strict=True)
        result.append(TreebankSentence(sentence.id, tuple(Row(*column) for column in columns)))
    return result


def tree_lines(engine: MinilmEngine, ewt: Path) -> Iterator[Line]:
    """Yield the rows about tags and trees."""
    sentences = list(read_conllu(ewt / "en_ewt-ud-test.conllu"))
    plain = tree_metrics(sentences, engine)
    scores = percent(plain["upos"], plain["uas"], plain["las"])
    yield "EWT test UPOS / UAS / LAS, gold tokens", scores, "96.8 / 91.5 / 89.2", "97.2 / 93 / 91"
    upper = tree_metrics(changed(sentences, lambda example: in_case(example, str.upper)), engine)
    yield "the same in upper case, LAS", percent(upper["las"]), percent(plain["las"] - 0.04), ""
    bare = tree_metrics(changed(sentences, strip_marks), engine)
    yield "the same without commas and apostrophes, LAS", percent(bare["las"]), percent(plain["las"] - 0.04), ""
    raw = raw_metrics(sentences, engine)
    scores = percent(raw["token_f"], raw["sentence_f"], raw["raw_las"])
    yield "EWT test from raw text: token F / sentence F / LAS", scores, "98.5 / 86 / 86", "99 / 90 / 88"


# -- names ----------------------------------------------------------------------------------------


def uner_lines(engine: MinilmEngine, uner: Path) -> Iterator[Line]:
    """Yield the row about UNER."""
    tagged = [(words, tags) for _, words, tags in read_iob(uner / "en_ewt-ud-test.iob2")]
    scores = name_metrics(tagged, engine)
    parts = percent(*(scores[f"ner_{kind}_f"] for kind in ("per", "loc", "org")))
    yield "UNER EWT test, exact span F1 (PER / LOC / ORG)", f"{percent(scores['ner_f'])} ({parts})", "80 (ORG 65)", "86"


def held_out_lines(engine: MinilmEngine) -> Iterator[Line]:
    """Yield the rows about our own held-out sentences."""
    lines = [line for line in check.read_lines() if check.held_out(line.group)]
    given = []
    for index, line in enumerate(lines):
        tokens = tuple(split_words(line.text, 0, len(line.text)))
        given.append(Sentence(report="held out", index=index, start=0, end=len(line.text), tokens=tokens))
    tallies: dict[str, list[int]] = {}
    for line, sentence in zip(lines, engine.parse(given), strict=True):
        gold = {(span.start, span.end, OURS[span.type]) for span in line.names}
        found = named(sentence)
        for kind in {"", *(span[2] for span in gold | found)}:
            ours = {span for span in gold if kind in ("", span[2])}
            theirs = {span for span in found if kind in ("", span[2])}
            tally = tallies.setdefault(kind, [0, 0, 0])
            for place, number in enumerate((len(ours & theirs), len(ours), len(theirs))):
                tally[place] += number
    what = f"our {len(lines)} held-out conflict sentences, names, exact F1"
    yield what, percent(f_score(*tallies.pop(""))), "82", "90"
    for kind, tally in sorted(tallies.items()):
        yield f"— {kind} ({tally[1]} in the gold)", percent(f_score(*tally)), "", ""


def our_trees_lines(engine: MinilmEngine) -> Iterator[Line]:
    """Yield the row about our own held-out trees."""
    examples = list(read_trees(held_out=True))
    gold = [
        TreebankSentence(str(number), tuple(Row(*row) for row in zip(e.words, e.upos, e.heads, e.deprels, strict=True)))
        for number, e in enumerate(examples)
    ]
    found = tree_metrics(gold, engine)
    scores = percent(found["upos"], found["uas"], found["las"])
    yield f"our {len(gold)} held-out trees of conflict news, UPOS / UAS / LAS", scores, "", ""


def named(sentence: Sentence) -> Spans:
    """Return the names of a sentence as (start, end, kind) in characters."""
    tokens = sentence.tokens
    return {(tokens[name.first].start, tokens[name.last - 1].end, name.kind) for name in sentence.names}


def re3d_lines(engine: MinilmEngine, path: Path) -> Iterator[Line]:
    """Yield the rows about re3d, for what its types are see rashomon.scoring.re3d."""
    found = re3d_metrics(path, engine)
    targets = {"org": ("85 / 70", "92 / 85"), "per": ("85 / 80", "92 / 85")}
    for kind in ("org", "per", "loc", "nat", "eqp"):
        count = int(found[f"re3d_{kind}_n"])
        for which, what in (("", "the model alone"), ("report_", "with the report's vote and the lists")):
            name = f"re3d_{which}{kind}"
            parts = [found[f"{name}_any"], found[f"{name}_right"]]
            note = "right type"
            if kind == "org":
                parts.append(found[f"{name}_acting"])
                note += " / the same where acting states and nationals are organisations, as there"
            must = targets.get(kind, ("", "")) if which else ("", "")
            yield (
                f"re3d, {count} named {kind.upper()} spans, {what}, found as any type / {note}",
                percent(*parts),
                *must,
            )


# -- size and speed -------------------------------------------------------------------------------


def cost_lines(uner: Path) -> Iterator[Line]:
    """Yield the rows about disk, load, memory and speed, on one thread."""
    files = [path_of("models", name) for name in ("minilm.onnx", "minilm.json", "tokenizer.json")]
    size = sum(path.stat().st_size for path in files) / 1e6
    started = time.process_time()
    engine = MinilmEngine(files[1])
    load = time.process_time() - started
    words = [words for _, words, _ in read_iob(uner / "en_ewt-ud-test.iob2")]
    sentences = as_sentences(words)
    inside = 0.0
    run = engine._session.run

    class Timed:
        """The session, with the seconds that it ran."""

        def run(self, *arguments: object) -> object:
            nonlocal inside
            began = time.process_time()
            outputs = run(*arguments)
            inside += time.process_time() - began
            return outputs

    engine._session = Timed()
    began = time.process_time()
    engine.parse(sentences)
    whole = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    what = "model on disk, MB; load, s of CPU time; peak memory of the whole measurement, MB"
    yield what, f"{size:.1f}; {load:.2f}; {memory:.0f}", "30; 0.6; 300", ""
    count = sum(map(len, words))
    yield "words/s of CPU time, one thread, tags to names", f"{count / whole:.0f}", "", ""
    yield "the same ÷ words/s of the bare model", f"{inside / whole:.2f}", "0.85", "0.95"


def loss_lines(engine: MinilmEngine, whole: Path, ewt: Path, uner: Path) -> Iterator[Line]:
    """Yield the row about what int8 loses against the same weights in float32."""
    other = MinilmEngine(whole / "minilm.json")
    sentences = list(read_conllu(ewt / "en_ewt-ud-test.conllu"))
    tagged = [(words, tags) for _, words, tags in read_iob(uner / "en_ewt-ud-test.iob2")]
    las = tree_metrics(sentences, other)["las"] - tree_metrics(sentences, engine)["las"]
    names = name_metrics(tagged, other)["ner_f"] - name_metrics(tagged, engine)["ner_f"]
    yield "loss by int8 (LAS / names)", percent(las, names), "0.3", ""


def throughput_lines(figures: Path) -> Iterator[Line]:
    """Yield the rows about whole reports, from what benchmarks/throughput.py wrote for the corpus of that name."""
    found = json.loads(figures.read_text(encoding="utf-8"))
    corpus = f"{figures.stem}, {found['reports']} reports"
    rates = " / ".join(f"{found[f'{name}, reports/s by processor']:.1f}" for name in ("one core", "two cores"))
    yield f"reports/s from text to claims, one core / two cores ({corpus})", rates, "", ""
    ratios = [
        (found[f"{name} by processor"], found[f"{name} by clock"]) for name in ("two cores ÷ one", "skim ÷ without")
    ]
    told = [f"{by_processor:.2f} ({by_clock:.2f})" for by_processor, by_clock in ratios]
    yield f"two cores ÷ one core, by processor time (by the clock) ({corpus})", told[0], "1.7", "1.9"
    yield f"two cores with skim ÷ without, by processor time (by the clock) ({corpus})", told[1], "1.5", "2.5"
    shares = percent(found["words skimmed"], found["claims kept by skim"])
    yield f"words passed over by skim / claims kept ({corpus})", shares, "", ""


def page(lines: Sequence[Line], version: str) -> str:
    """Return the page with the table."""
    head = f"""# The language engine, measured

Written by `python benchmarks/engine_table.py` (data as arguments, see `training/README.md`); do not edit by hand.
Model version {version}. Scores in per cent. LAS takes relations without their subtype and counts punctuation, as the
CoNLL 2018 scorer does; for raw text the hyphenated words of the treebank are joined first, as the engine has them.

| what | result | must | aim |
|---|---|---|---|
"""
    return head + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def card(lines: Sequence[Line], path: Path) -> None:
    """Renew the end of the model's card: hashes and scores."""
    layout = read_layout(path_of("models", "minilm.json"))
    hashes = "".join(f"- `{name}` SHA-256 `{digest}`\n" for name, digest in sorted(layout.files.items()))
    table = "".join(f"| {line[0]} | {line[1]} |\n" for line in lines)
    begin = path.read_text(encoding="utf-8").partition(MARK)[0]
    text = f"{begin}{MARK}\nVersion {layout.version}.\n\n{hashes}\n| what | result |\n|---|---|\n{table}"
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ewt", type=Path, required=True, help="folder of UD_English-EWT")
    parser.add_argument("--uner", type=Path, required=True, help="folder of UNER_English-EWT")
    parser.add_argument("--re3d", type=Path, help="re3d as JSON lines")
    parser.add_argument("--whole", type=Path, help="folder of the model in float32 (training/export.py --whole)")
    parser.add_argument("--throughput", type=Path, nargs="*", default=[], help="JSON of throughput.py, CORPUS.json")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "engine.md")
    arguments = parser.parse_args()
    lines = list(cost_lines(arguments.uner))
    engine = MinilmEngine(path_of("models", "minilm.json"))
    found = [
        *tree_lines(engine, arguments.ewt),
        *uner_lines(engine, arguments.uner),
        *held_out_lines(engine),
        *our_trees_lines(engine),
    ]
    if arguments.re3d:
        found += re3d_lines(engine, arguments.re3d)
    if arguments.whole:
        found += loss_lines(engine, arguments.whole, arguments.ewt, arguments.uner)
    lines += [line for figures in arguments.throughput for line in throughput_lines(figures)]
    card([*found, *lines], ROOT / "models" / "README.md")
    arguments.out.write_text(page([*found, *lines], engine.version), encoding="utf-8")
    print(arguments.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()

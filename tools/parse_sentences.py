"""Writes the trees that the shipped engine reads into tests/claims/parses.txt: of all its sentences, and of new ones.

python tools/parse_sentences.py [SENTENCE …]
"""

from __future__ import annotations

import sys
from pathlib import Path

from rashomon.engines import minilm
from rashomon.records import Report, Sentence
from rashomon.sentences import split_sentences

PARSES = Path(__file__).parent.parent / "tests" / "claims" / "parses.txt"


def parsed(texts: list[str]) -> list[Sentence]:
    """Return the sentences with their trees; a text that the splitter parts is an error."""
    engine, found = minilm.load(), []
    for text in texts:
        sentences = list(engine.parse(split_sentences(Report(id="r", source="r", text=text, sha256=""))))
        if len(sentences) != 1:
            raise SystemExit(f"{len(sentences)} sentences: {text}")
        found.append(sentences[0])
    return found


def row(sentence: Sentence) -> str:
    """Return a sentence's tree as one line of parses.txt."""
    return " ".join(f"{t.text}|{t.lemma}|{t.upos}|{t.deprel}|{t.head}" for t in sentence.tokens)


def main() -> None:
    """Read the kept sentences and the new ones, and write all of them with their trees of today."""
    kept = [line[2:] for line in PARSES.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
    texts = list(dict.fromkeys([*kept, *sys.argv[1:]]))
    lines = [line for text, one in zip(texts, parsed(texts), strict=True) for line in (f"# {text}", row(one))]
    PARSES.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

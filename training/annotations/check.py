"""Check our annotated sentences: markup, exact source text, counts by type and the held-out split.

Usage: python check.py [CORPUS.jsonl] [--write-held-out]
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME_TYPES = frozenset({"PER", "ORG", "ARM", "LOC", "NAT", "EQP", "OPR", "MED"})
ROLE_TYPES = frozenset({"S", "C", "T"})
OPENERS = {"[": "]", "{": "}"}
HERE = Path(__file__).parent


class MarkupError(ValueError):
    """A line whose brackets or types are not well formed."""


@dataclass(frozen=True)
class Span:
    """A stretch of the plain text with its type, end exclusive."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Line:
    """One annotated sentence: the plain text, its names and its attribution spans."""

    group: str
    file: str
    number: int
    text: str
    names: tuple[Span, ...]
    roles: tuple[Span, ...]


def parse_markup(marked: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """Return the plain text, the name spans and the attribution spans of one marked sentence."""
    out: list[str] = []
    stack: list[tuple[str, str, int]] = []
    spans: list[Span] = []
    at = 0
    while at < len(marked):
        sign = marked[at]
        if sign == "\\":
            out.append(marked[at + 1 : at + 2])
            at += 2
        elif sign in OPENERS:
            space = marked.find(" ", at)
            kind = marked[at + 1 : space]
            _check_opening(sign, kind, stack)
            stack.append((OPENERS[sign], kind, len(out)))
            at = space + 1
        elif sign in "]}":
            if not stack or stack[-1][0] != sign:
                raise MarkupError(f"unexpected {sign} at column {at + 1}")
            spans.append(_closed(stack.pop(), out))
            at += 1
        else:
            out.append(sign)
            at += 1
    if stack:
        raise MarkupError(f"{stack[-1][1]} is never closed")
    spans.sort(key=lambda span: (span.start, -span.end, span.type))
    names = tuple(span for span in spans if span.type in NAME_TYPES)
    return "".join(out), names, tuple(span for span in spans if span.type in ROLE_TYPES)


def _check_opening(sign: str, kind: str, stack: list[tuple[str, str, int]]) -> None:
    """Raise when an opening bracket has a wrong type or stands inside a name."""
    if kind not in (NAME_TYPES if sign == "[" else ROLE_TYPES):
        raise MarkupError(f"unknown type {kind!r}")
    if stack and stack[-1][1] in NAME_TYPES:
        raise MarkupError(f"{kind} inside the name {stack[-1][1]}")


def _closed(entry: tuple[str, str, int], out: list[str]) -> Span:
    """Return the span that a closing bracket ends."""
    _, kind, start = entry
    text = "".join(out[start:])
    if not text or text != text.strip():
        raise MarkupError(f"{kind} span {text!r} is empty or has a space at its edge")
    return Span(start, len(out), kind)


def read_lines(folder: Path = HERE) -> Iterator[Line]:
    """Yield every annotated sentence of the folder, in file and line order."""
    for path in sorted(folder.glob("*-[0-9][0-9][0-9].txt")):
        group = ""
        for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if raw.startswith("# id "):
                group = raw.removeprefix("# id ").strip()
            if not raw.strip() or raw.startswith("#"):
                continue
            try:
                text, names, roles = parse_markup(raw)
            except MarkupError as error:
                raise MarkupError(f"{path.name}:{number}: {error}") from error
            if not group:
                raise MarkupError(f"{path.name}:{number}: sentence before any '# id' line")
            yield Line(group, path.name, number, text, names, roles)


def held_out(group: str) -> bool:
    """Return whether a group (an article, or a block of our own sentences) is kept from training."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 5 == 0


def source_problems(lines: list[Line], corpus: Path) -> list[str]:
    """Return a word for each article sentence that its source does not hold exactly."""
    rows = (json.loads(row) for row in corpus.read_text(encoding="utf-8").splitlines())
    texts = {row["url"]: row["title"] + "\n" + row["text"] for row in rows}
    return [
        f"{line.file}:{line.number}: not in the source: {line.text[:60]}"
        for line in lines
        if line.group.startswith("http") and line.text not in texts.get(line.group, "")
    ]


def main(arguments: list[str]) -> int:
    """Check all files, print the counts, and return the exit code."""
    try:
        lines = list(read_lines())
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    groups = sorted({line.group for line in lines if held_out(line.group)})
    listing = "".join(f"{group}\n" for group in groups)
    record = HERE / "held_out.txt"
    if "--write-held-out" in arguments:
        record.write_text(listing, encoding="utf-8")
    problems = [] if record.read_text(encoding="utf-8") == listing else ["held_out.txt is out of date"]
    for corpus in (argument for argument in arguments if not argument.startswith("--")):
        problems += source_problems(lines, Path(corpus))
    repeated = Counter(line.text for line in lines)
    problems += [f"twice: {text[:60]}" for text, count in repeated.items() if count > 1]
    report(lines)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def report(lines: list[Line]) -> None:
    """Print the sentences, groups and spans by type, for training and for the held-out part."""
    for name, part in (
        ("train", [line for line in lines if not held_out(line.group)]),
        ("held out", [line for line in lines if held_out(line.group)]),
    ):
        kinds = Counter(span.type for line in part for span in (*line.names, *line.roles))
        counts = " ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        print(f"{name}: {len(part)} sentences in {len({line.group for line in part})} groups; {counts}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a reader should see first: the order of findings, and of the claims that they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.records import Claim, Finding

# What a reader should see first: what cannot both be true, then what fails a check, then what merely agrees.
_WEIGHTIEST_FIRST = (
    "refutation",
    "contradiction",
    "arithmetic",
    "calendar",
    "distance",
    "geography",
    "unsupported",
    "garbled",
    "difference",
    "update",
    "copy",
    "agreement",
)
_QUOTED = re.compile("“[^”]*”")


def weight(finding: Finding) -> int:
    """Return where a finding stands among others; a sum that holds only agrees."""
    kind = "agreement" if finding.explanation.endswith("the sum holds.") else finding.kind
    return _WEIGHTIEST_FIRST.index(kind)


def each_side_first(finding: Finding, claims: Sequence[Claim], texts: dict[str, str]) -> list[Claim]:
    """Return the claims with one of each side first, then one of every report: a page folds away what comes last.

    A side is told by the words that the finding itself quotes, else by polarity and numbers.
    """
    quoted = [part.strip("“”") for part in _QUOTED.findall(finding.explanation)]
    sides, reports, ranks = set(), set(), []
    for claim in claims:
        words = " ".join(texts[claim.report][claim.start : claim.end].split())
        cited = next((part for part in quoted if part in words), "")
        side = cited or (claim.certainty.polarity, *((count.low, count.high) for count in claim.quantities))
        new = 1 if quoted and not cited else 0
        ranks.append(new if side not in sides else 2 if claim.report not in reports else 3)
        sides.add(side)
        reports.add(claim.report)
    return [claim for _, claim in sorted(zip(ranks, claims, strict=True), key=lambda ranked: ranked[0])]

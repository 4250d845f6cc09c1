"""Finds claims by reading each sentence's tree: triggers from the word lists, roles from tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.records import Claim, Mention, Report, Sentence


class RuleExtractor:
    """The rules as a plug-in of the extractor dock."""

    name = "rules"
    version = "1"

    def extract(self, report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> Iterable[Claim]:
        """Yield the claims of one report."""
        return ()

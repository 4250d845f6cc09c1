"""re3d's spans: which hold a name, and what counts as the right type."""

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from rashomon.records import NameSpan, Sentence
from rashomon.scoring.re3d import is_named, is_role, named_spans, re3d_metrics

TEXT = "The Minister for Oslo saw Amal Darwish. Norway agreed with the Harbour Guard."


def entity(phrase: str, kind: str) -> dict[str, object]:
    begin = TEXT.index(phrase)
    return {"begin": begin, "end": begin + len(phrase), "type": kind}


DOCUMENT = {
    "text": TEXT,
    "entities": [
        entity("The Minister for Oslo", "Person"),
        entity("Oslo", "Location"),
        entity("Amal Darwish", "Person"),
        entity("Norway", "Organisation"),
        entity("the Harbour Guard", "Organisation"),
    ],
}


class Capitals:
    """Takes every capitalised word but the sentence's first for a person, and Norway for a place."""

    name, version, languages = "capitals", "0", ("en",)

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        return [msgspec.structs.replace(sentence, names=self._names(sentence)) for sentence in sentences]

    def _names(self, sentence: Sentence) -> tuple[NameSpan, ...]:
        kinds = {index: "place" if token.text == "Norway" else "person" for index, token in enumerate(sentence.tokens)}
        return tuple(
            NameSpan(first=index, last=index + 1, kind=kind)  # type: ignore[arg-type]
            for index, kind in kinds.items()
            if sentence.tokens[index].text[0].isupper() and sentence.tokens[index].text != "The"
        )


@pytest.mark.parametrize(("phrase", "named"), [("he", False), ("The city", False), ("the Guard", True), ("UN", True)])
def test_a_name_has_a_capital_that_is_no_article(phrase: str, named: bool) -> None:
    assert is_named(phrase) is named


@pytest.mark.parametrize(
    ("phrase", "inner", "role"),
    [
        ("The Prime Minister", [], True),
        ("the Minister for Oslo", ["Oslo"], True),
        ("Prime Minister Amal Darwish", [], False),
    ],
)
def test_an_office_alone_is_no_name(phrase: str, inner: list[str], role: bool) -> None:
    assert is_role(phrase, inner) is role


def test_an_office_is_left_out_and_the_other_spans_are_kept() -> None:
    assert [span.type for span in named_spans(DOCUMENT)] == ["loc", "per", "org", "org"]


def test_an_acting_state_is_counted_apart_from_the_right_type(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    found = re3d_metrics(path, Capitals())
    assert (found["re3d_org_any"], found["re3d_org_right"], found["re3d_org_acting"]) == (1.0, 0.0, 0.5)
    assert (found["re3d_per_n"], found["re3d_per_right"]) == (1, 1.0)

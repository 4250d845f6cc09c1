"""The suite engine on a treebank of two sentences, with engines made by hand."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from rashomon.records import NameSpan, Sentence
from rashomon.scoring import engine as suite
from rashomon.scoring.treebank import hyphen_groups, joined, read_conllu, read_iob

CONLLU = """# newdoc id = d
# sent_id = 1
1\tPro\tpro\tADJ\t_\t_\t3\tamod\t_\tSpaceAfter=No
2\t-\t-\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
3\tarmy\tarmy\tNOUN\t_\t_\t4\tcompound\t_\t_
4\tmen\tman\tNOUN\t_\t_\t5\tnsubj\t_\t_
5\tleft\tleave\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

"""
IOB = "# sent_id = 1\n1\tAli\tB-PER\n2\tleft\tO\n3\tSirte\tB-LOC\n\n"


class Flat:
    """Hangs every word from the second but last, and calls the first word of a sentence a person."""

    name, version, languages = "flat", "0", ("en",)

    def parse(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        return [self._one(sentence) for sentence in sentences]

    def _one(self, sentence: Sentence) -> Sentence:
        root = len(sentence.tokens) - 2
        tokens = tuple(
            msgspec.structs.replace(
                token, head=-1 if index == root else root, deprel="root" if index == root else "punct"
            )
            for index, token in enumerate(sentence.tokens)
        )
        return msgspec.structs.replace(sentence, tokens=tokens, names=(NameSpan(first=0, last=1, kind="person"),))


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "t.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_hyphenated_words_are_joined_with_a_correct_tree(treebank: Path) -> None:
    (sentence,) = read_conllu(treebank)
    rows = joined(sentence.rows, hyphen_groups(sentence.rows))
    assert [(row.word, row.head, row.deprel) for row in rows] == [
        ("Pro-army", 2, "compound"),
        ("men", 3, "nsubj"),
        ("left", 0, "root"),
        (".", 3, "punct"),
    ]


def test_trees_are_scored_on_gold_tokens(treebank: Path) -> None:
    scores = suite.tree_metrics(list(read_conllu(treebank)), Flat())
    assert scores["uas"] == pytest.approx(3 / 6)
    assert scores["las"] == pytest.approx(2 / 6)


def test_raw_text_is_scored_by_offsets(treebank: Path) -> None:
    scores = suite.raw_metrics(list(read_conllu(treebank)), Flat())
    assert (scores["token_f"], scores["sentence_f"]) == (1.0, 1.0)
    assert scores["raw_las"] == pytest.approx(2 / 4)


def test_names_are_scored_by_type(tmp_path: Path) -> None:
    path = tmp_path / "n.iob2"
    path.write_text(IOB, encoding="utf-8")
    scores = suite.name_metrics([(words, tags) for _, words, tags in read_iob(path)], Flat())
    assert scores["ner_f"] == pytest.approx(2 / 3)
    assert (scores["ner_per_f"], scores["ner_loc_f"]) == (1.0, 0.0)

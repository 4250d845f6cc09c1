"""The checker of the training's corrected trees finds what is wrong with one, and the committed ones pass it."""

import dataclasses
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "training" / "annotations"
sys.path.insert(0, str(FOLDER))

import check  # type: ignore[import-not-found]  # noqa: E402
import check_trees  # type: ignore[import-not-found]  # noqa: E402

BLOCK = """# sent_id = a
# group = b/01
# text = Rebels shelled Tarsin.
# source = own
# names = marked
1\tRebels\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tshelled\t_\tVERB\t_\t_\t0\troot\t_\t_
3\tTarsin\t_\tPROPN\t_\t_\t2\tobj\t_\tName=B-place|SpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_"""
TREE = check_trees.parse_block(BLOCK)


def test_a_good_tree_has_no_problems_and_its_names() -> None:
    assert check_trees.problems(TREE) == []
    assert TREE.names == ("O", "O", "B-place", "O")


@pytest.mark.parametrize(
    "change",
    [
        {"heads": (2, 0, 0, 2)},
        {"heads": (3, 0, 1, 2)},
        {"heads": (2, 0, 9, 2)},
        {"deprels": ("nsubj", "root", "dobj", "punct")},
        {"deprels": ("nsubj", "root", "nsubj", "punct")},
        {"upos": ("NOUN", "VERB", "NAME", "PUNCT")},
        {"text": "Rebels shelled Tar sin."},
        {"names": ("O", "O", "I-place", "O")},
    ],
    ids=["two roots", "cycle", "head outside", "relation", "two subjects", "tag", "tokens", "name continues nothing"],
)
def test_each_fault_is_named(change: dict[str, object]) -> None:
    assert check_trees.problems(dataclasses.replace(TREE, **change))


def test_a_block_without_its_source_is_refused() -> None:
    with pytest.raises(check_trees.TreeError, match="source"):
        check_trees.parse_block(BLOCK.replace("# source = own\n", ""))


def test_crossing_arcs_are_told() -> None:
    assert check_trees.crossings(dataclasses.replace(TREE, heads=(2, 0, 2, 2))) == []
    assert check_trees.crossings(dataclasses.replace(TREE, heads=(3, 4, 0, 3)))


def test_our_trees_are_sound_and_a_part_is_held_out() -> None:
    trees = list(check_trees.read_trees())
    assert [(tree.id, word) for tree in trees for word in check_trees.problems(tree)] == []
    assert 0.1 < sum(check.held_out(tree.group) for tree in trees) / len(trees) < 0.3

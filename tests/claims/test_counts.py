from __future__ import annotations

import pytest

from rashomon.claims.counts import counts_for, find_counts, quantity_of
from rashomon.mentions.quantities import find_quantities
from tests.claims.parses import at, parsed

CASES = [
    ("A shell killed six people and wounded 32.", [("killed", 6, 6), ("wounded", 32, 32)]),
    ("At least 44 people were killed and dozens injured in the market.", [("killed", 44, None), ("wounded", 24, 99)]),
    ("The death toll has risen to at least 112.", [("killed", 112, None)]),
    ("The blast left five people dead.", [("killed", 5, 5)]),
    ("A raid killed 126 people including 68 children.", [("killed", 126, 126), ("killed", 68, 68)]),
    ("Scores of people were killed and wounded.", [("casualties", 40, 99)]),
    ("Among the dead were six nurses.", [("killed", 6, 6)]),
    ("The dead included nine evacuees.", [("killed", 9, 9)]),
    ("They destroyed three launchers in the port and two in the harbour.", [("destroyed", 3, 3), ("destroyed", 2, 2)]),
    ("A sniper killed a farmer.", [("killed", 1, 1)]),
    ("The army will storm the port.", []),
    (
        "The dead included 50 drivers 13 of whom were women from two ports.",
        [("killed", 50, 50), ("killed", 13, 13)],
    ),
    ("Our reporter saw several bodies body parts and blood on the ground.", [("killed", 3, 9)]),
    ("Over 20 Dead The explosion hit the area.", [("killed", 21, None)]),
    (
        "Two civilians were killed and five others including a woman were injured in the raid.",
        [("killed", 2, 2), ("wounded", 5, 5)],
    ),
    ("The two air raids on the town have killed 19 and wounded 22.", [("killed", 19, 19), ("wounded", 22, 22)]),
    ("The ministry puts the number of civilians killed at 11.", [("killed", 11, 11)]),
    ("The group lost 14 men in the clash.", [("killed", 14, 14)]),
    ("The army said there were no injuries.", [("wounded", 0, 0)]),
    ("Nobody was hurt in the blast.", [("wounded", 0, 0)]),
    ("No one was killed.", [("killed", 0, 0)]),
    ("Three more died in hospital.", [("killed", 3, 3)]),
    ("The attack took to 89 the number of civilians killed.", [("killed", 89, 89)]),
]


def counted(text):
    report, sentences = parsed(text)
    return sentences, find_counts(sentences, find_quantities(report, sentences))


@pytest.mark.parametrize(("text", "counts"), CASES)
def test_counts_with_their_slots(text, counts):
    _, found = counted(text)
    assert [(count.slot, count.quantity.low, count.quantity.high) for count in found] == counts


def test_what_a_number_counts_ends_where_a_lost_comma_stood():
    _, (bodies,) = counted("Our reporter saw several bodies body parts and blood on the ground.")
    _, (dead,) = counted("Over 20 Dead The explosion hit the area.")
    assert (bodies.quantity.of, dead.quantity.of) == ("bodies", "")


def test_part_of_whom_is_a_part_and_counts_what_they_were():
    _, (total, part) = counted("The dead included 50 drivers 13 of whom were women from two ports.")
    assert (total.quantity.of, part.quantity.of, part.part_of) == ("drivers", "women", 0)


def test_part_points_to_its_total():
    _, (total, part) = counted("A raid killed 126 people including 68 children.")
    assert total.part_of is None
    assert part.part_of == 0


def test_counts_are_found_by_their_trigger():
    (sentence,), found = counted("A shell killed six people and wounded 32.")
    (count,) = counts_for(found, 0, at(sentence, "wounded"))
    assert count.quantity.low == 32


def test_quantity_of_a_noun():
    text = "They destroyed three launchers in the port and two in the harbour."
    report, (sentence,) = parsed(text)
    quantity = quantity_of(sentence, at(sentence, "launchers"), find_quantities(report, (sentence,)))
    assert quantity is not None
    assert (quantity.low, quantity.of) == (3, "launchers")

"""Copies made by a generator are found, texts that only share a subject are not."""

from __future__ import annotations

import random

from rashomon.assessment.copies import Copies
from tests.dossiers import open_case, report

SYLLABLES = ["ba", "ro", "ti", "len", "mus", "ka", "dor", "vi", "sha", "nel"]
WORDS = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
NAMES = {"Hadim": "Khadim", "Sorat": "Surat"}


def sentence(rnd):
    return " ".join([*rnd.choices(WORDS, k=rnd.randint(9, 16)), rnd.choice(sorted(NAMES)), "said."])


def article(rnd):
    return [sentence(rnd) for _ in range(12)]


def quoted(text, rnd):
    return [*article(rnd)[:6], *text[2:6], *article(rnd)[6:]]


def trimmed(text, _):
    return text[:7]


def reordered(text, rnd):
    return rnd.sample(text, len(text))


def renamed(text, _):
    return [" ".join(NAMES.get(w, w) for w in s.split()) for s in text]


def paraphrased(text, rnd):
    return [sentence(rnd) if rnd.random() < 0.25 else s for s in text]


MAKERS = (quoted, trimmed, reordered, renamed, paraphrased)


def find_copies(reports):
    case = open_case(reports)
    copies = Copies(case)
    copies.update((), case.reports)
    return copies.all()


def test_precision_and_recall_on_made_copies():
    rnd = random.Random(7)
    texts, pairs = [], set()
    for number in range(40):
        original = article(rnd)
        copy = MAKERS[number % len(MAKERS)](original, rnd)
        pairs.add((f"r{len(texts):03d}", f"r{len(texts) + 1:03d}"))
        texts += [" ".join(original), " ".join(copy)]
    copies = find_copies([report(f"r{i:03d}", t) for i, t in enumerate(texts)])
    found = {(c.left, c.right) for c in copies if c.worth_telling}
    assert len(found & pairs) / len(found) >= 0.95
    assert len(found & pairs) / len(pairs) >= 0.85


def test_a_text_that_went_round_the_world_is_no_furniture():
    text = " ".join(article(random.Random(7)))
    reports = [report(f"r{n:03}", text, outlet=f"outlet {n}") for n in range(60)]
    linked = {name for copy in find_copies(reports) for name in (copy.left, copy.right)}
    assert linked == {r.id for r in reports}


def test_what_one_outlet_prints_under_everything_is_furniture():
    footer = " ".join(article(random.Random(8))[:2])
    own = [" ".join(article(random.Random(n))) for n in range(60)]
    reports = [report(f"r{n:03}", f"{text} {footer}", outlet="one outlet") for n, text in enumerate(own)]
    assert find_copies(reports) == []

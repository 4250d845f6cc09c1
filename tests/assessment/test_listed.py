"""A date that a list beside the reports gives, held against the one that a text bears; tolls that are disputed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rashomon.pipeline import analyze
from rashomon.resources import path_of

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)

TEXT = (
    "Shelling in Sumy\n\nDate of publication 14 May 2024\n\n"
    "Shells killed three people in Sumy on {}, the governor said."
)
# what the list says, the day in the text, whether it is told
LISTED = {
    "two weeks off": ("2024-05-28", "Monday", True),
    "days off, and the weekday is another": ("2024-05-12", "Tuesday", True),
    "a day off": ("2024-05-13", "Tuesday", False),
    "days off, and nothing is read otherwise": ("2024-05-16", "Monday", False),
    "the same day": ("2024-05-14", "Monday", False),
}
DISPUTED = {
    "a higher toll": (
        "The coalition admitted the deaths of 735 civilians in Iraq since 2014. But activists say the toll is "
        "much higher.",
        True,
    ),
    "a real number": (
        "The army said 12 soldiers were killed in Bakhmut on Monday. Medics say the real number is far higher.",
        True,
    ),
    "higher than another number": (
        "The army said 12 soldiers were killed in Bakhmut on Monday. Medics say the toll is higher than 30.",
        False,
    ),
    "what else is higher": (
        "The army said 12 soldiers were killed in Bakhmut on Monday. Traders say the price of bread is much higher.",
        False,
    ),
}


def findings(text, rows=""):
    with TemporaryDirectory() as folder:
        Path(folder, "report.txt").write_text(text, encoding="utf-8")
        if rows:
            Path(folder, "outlets.csv").write_text(rows, encoding="utf-8")
        return [(f.kind, f.explanation) for f in analyze([folder], workers=1).findings]


@pytest.mark.parametrize("name", LISTED)
def test_a_listed_date_that_the_text_does_not_bear_out(name):
    listed, weekday, told = LISTED[name]
    found = findings(TEXT.format(weekday), f"report.txt,Sumy Post,{listed}\n")
    assert any(kind == "calendar" and "listed under" in words for kind, words in found) == told


@pytest.mark.parametrize("name", DISPUTED)
def test_a_toll_that_is_called_too_low(name):
    text, told = DISPUTED[name]
    assert any(kind == "difference" for kind, _ in findings(f"News\n\n{text}\n")) == told


FEW = {
    "not heavy, and dozens": (
        ("The governor of Goma said the casualties were not heavy in the attack on Goma on Monday.",
         "Doctors said 40 people were killed in the attack on Goma on Monday."),
        True,
    ),
    "not heavy, and two": (
        ("The governor of Goma said the casualties were not heavy in the attack on Goma on Monday.",
         "Doctors said two people were killed in the attack on Goma on Monday."),
        False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FEW)
def test_victims_that_are_called_few(name):
    texts, told = FEW[name]
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"r{number}.txt").write_text(f"Attack on Goma\n\nMay 6 2024\n\n{text}\n", encoding="utf-8")
        found = analyze([folder], workers=1).findings
    assert any("few or many" in f.explanation for f in found) == told

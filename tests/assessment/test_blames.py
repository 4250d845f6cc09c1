"""Who is blamed and answers, whose claim is found wanting, and one deed laid to two camps: small reports of our own."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rashomon.pipeline import analyze
from rashomon.resources import path_of

pytestmark = pytest.mark.skipif(
    not path_of("models", "minilm.onnx").exists(), reason="the model is not in this checkout"
)

# what is said of it, or nothing; the report
CASES = {
    "denied in the next sentence": (
        "who is blamed denies it",
        "The army blamed the Rapid Support Forces for the shelling of a market in Nyala on Monday. The Rapid Support "
        "Forces denied involvement.",
    ),
    "by the capital": (
        "who is blamed denies it",
        "Kyiv accused Russia of striking a school in Kherson on Friday. Moscow has repeatedly rejected "
        "these accusations.",
    ),
    "in one sentence": (
        "who is blamed denies it",
        "Residents blamed the army for the raid on a clinic in Sagaing on Tuesday but the army has dismissed the "
        "allegations.",
    ),
    "two sentences on": (
        "who is blamed denies it",
        "Bogota blamed the ELN for a bomb on the road to Cucuta. Two policemen were killed. The ELN denied that it "
        "carried out the attack.",
    ),
    "laid to it without a word of blame": (
        "who is blamed denies it",
        "Human rights groups said the Malian army carried out the massacre in Moura in March. The Malian army denied "
        "it was behind the massacre.",
    ),
    "another denies something else": (
        "",
        "The army blamed the rebels for the attack on Goma. France denied that it would send troops.",
    ),
    "what is denied is no part in it": (
        "",
        "The ministry blamed Ukraine for the strike on Belgorod. The governor denied reports of an evacuation of the "
        "town.",
    ),
    "found to be unfounded": (
        "a claim is found wanting",
        "Investigators examined allegations that the army carried out the killings in Mopti and found these "
        "allegations to be unfounded.",
    ),
    "found to be true": (
        "",
        "Investigators examined allegations that the army carried out the killings in Mopti and found these "
        "allegations to be true.",
    ),
    "two culprits": (
        "who did it",
        "The junta said the People's Defence Forces were responsible for the attack on the village in Sagaing on "
        "Monday. The opposition said the army carried out the attack on the village.",
    ),
}  # fmt: skip
ACROSS = {
    "two reports, two culprits": (
        "Rights groups said the army was behind the massacre in Barsalogho on Monday.",
        "Officials said rebels were responsible for the massacre in Barsalogho on Monday.",
        "who is guilty of it",
    ),
    "two reports, one culprit": (
        "Rights groups said the army was behind the massacre in Barsalogho on Monday.",
        "Officials said the army was responsible for the massacre in Barsalogho on Monday.",
        "",
    ),
    "gas used and denied": (
        "Activists accused the Russian army of using chlorine in Avdiivka on Monday.",
        "The Russian defence ministry denied that the army used chemical weapons in Avdiivka on Monday.",
        "one tells what another denies",
    ),
}


@pytest.mark.parametrize("name", ACROSS)
def test_across_two_reports(name):
    *texts, said = ACROSS[name]
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"r{number}.txt").write_text(f"News\n\nMay 6 2024\n\n{text}\n", encoding="utf-8")
        found = " ".join(f.explanation for f in analyze([folder], workers=1).findings)
    assert said in found if said else "guilty" not in found


SAID = ("who is blamed denies it", "a claim is found wanting", "who did it")


@pytest.mark.parametrize("name", CASES)
def test_blame_and_answer(name):
    what, text = CASES[name]
    with TemporaryDirectory() as folder:
        Path(folder, "report.txt").write_text(f"News\n\n{text}\n", encoding="utf-8")
        found = [f.explanation for f in analyze([folder], workers=1).findings]
    told = [w for f in found for w in SAID if w in f]
    assert told == ([what] if what else [])


def test_gas_that_two_reports_lay_to_two_camps():
    texts = (
        "Activists said that government forces used chlorine gas against civilians in Binnish on Monday 4 May 2015.",
        "An army source said that terrorists used toxic gases against civilians in Binnish on Monday 4 May 2015.",
    )
    with TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8")
        found = analyze([folder], workers=1).findings
    assert [f.kind for f in found if "who did it" in f.explanation] == ["difference"]

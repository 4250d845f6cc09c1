"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rashomon import __version__, cli, pipeline
from rashomon.errors import BadDecision, BadDossier, EngineError
from rashomon.exporters.contract import contract_json
from rashomon.records import Analysis
from rashomon.settings import Settings

from .exporters.analyses import analysis


def invoke(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.app, words)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Analysis]:
    """Let the pipeline return what the test puts into the list."""
    results = [analysis()]
    monkeypatch.setattr(pipeline, "analyze", lambda *_, **__: results[0])
    return results


def test_the_version() -> None:
    assert invoke("--version") == (0, f"rashomon {__version__}\n")


def test_the_help_reads_like_a_guide() -> None:
    status, words = invoke("--help")
    assert status == 0
    for part in ("rashomon analyze", "rashomon why", "Exit status"):
        assert part in words


def test_the_stages_are_printed_in_order() -> None:
    words = invoke("stages")[1]
    assert [line.split()[0] for line in words.splitlines()] == [stage.name for stage in pipeline.STAGES]


def test_the_reading_names_versions_tellers_and_findings(made: list[Analysis]) -> None:
    status, words = invoke("analyze", "somewhere")
    assert status == 1  # the small analysis has a failure
    for part in ("casualties, Sarra", "Outlet r1", "Two and five cannot both be true.", "x.txt is empty"):
        assert part in words


def test_files_are_written(made: list[Analysis], tmp_path: Path) -> None:
    data, page = tmp_path / "a.json", tmp_path / "a.html"
    invoke("analyze", "somewhere", "--json", str(data), "--html", str(page))
    assert data.read_bytes() == contract_json(made[0])
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_dossier_grows_from_run_to_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A blast killed five people in Misrata on Monday, the mayor said.")
    (tmp_path / "b.txt").write_text("A blast killed six people in Misrata on Monday, the hospital said.")
    for name in ("a.txt", "b.txt"):
        status, _ = invoke(
            "analyze", str(tmp_path / name), "--into", str(tmp_path / "d"), "--json", str(tmp_path / "j")
        )
        assert status == 0
    assert len(json.loads((tmp_path / "j").read_bytes())["reports"]) == 2


def test_another_file_is_no_dossier(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("A blast killed five people in Misrata on Monday.")
    with pytest.raises(BadDossier, match="R701"):
        invoke("analyze", str(text), "--into", str(text))


def test_all_read_is_status_0(made: list[Analysis]) -> None:
    made[0] = Analysis(rashomon="0.1.0", reports=made[0].reports)
    assert invoke("analyze", "somewhere")[0] == 0


def test_nothing_read_is_status_2(made: list[Analysis]) -> None:
    made[0] = Analysis(rashomon="0.1.0", failures=made[0].failures)
    assert invoke("analyze", "somewhere")[0] == 2


def test_a_file_that_cannot_be_written_is_one_sentence(made: list[Analysis], tmp_path: Path) -> None:
    status, words = invoke("analyze", "somewhere", "--json", str(tmp_path / "no" / "a.json"))
    assert status == 2
    assert "cannot be written" in words


def test_a_missing_engine_is_one_sentence_and_status_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise EngineError("R401", path="models/minilm.onnx")

    monkeypatch.setattr(pipeline, "analyze", missing)
    monkeypatch.setattr(sys, "argv", ["rashomon", "analyze", "x"])
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    assert capsys.readouterr().err.startswith("rashomon: R401: the engine's model is missing")


def test_why_explains_from_the_json(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(contract_json(analysis()))
    status, words = invoke("why", "r1.c1", "--from", str(path))
    assert status == 0
    assert "doctors (“said”)" in words


@pytest.mark.parametrize("words", [("analyze", "somewhere"), ("why", "r1.c1", "somewhere")])
def test_why_reads_anew_as_analyze_read(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []

    def analyze(_paths: list[str], *, settings: Settings, **_: object) -> Analysis:
        read.append(settings.skim)
        return analysis()

    monkeypatch.setattr(pipeline, "analyze", analyze)
    for more in ((), ("--skim",)):
        invoke(*words, *more)
    assert read == [False, True]


def test_why_of_an_unknown_claim_names_some(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(contract_json(analysis()))
    status, words = invoke("why", "c99", "--from", str(path))
    assert status == 2
    assert "r1.c1" in words


def test_own_names_are_kept_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_DATA", str(tmp_path))
    assert invoke("names", "same", "Tarhuna Brigade", "Brigade of Tarhouna")[0] == 0
    assert invoke("names", "same", "Tarhuna Brigade", "Brigade of Tarhouna", "--withdraw")[0] == 0
    lines = [json.loads(line) for line in (tmp_path / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["verdict"], bool(line["withdrawn"])) for line in lines] == [("same", False), ("same", True)]


@pytest.mark.parametrize(
    "words",
    [
        ("same", "Tarhuna Brigade", "Brigade of Tarhouna", "--kind", "fruit"),
        ("same", "Tarhuna Brigade", " "),
        ("different", "Tarhuna Brigade", "Brigade of Tarhouna", "--withdraw"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASHOMON_DATA", str(tmp_path))
    invoke("names", "same", "Tarhuna Brigade", "Brigade of Tarhouna")
    with pytest.raises(BadDecision):
        invoke("names", *words)
    assert invoke("names", "list")[1].startswith("Tarhuna Brigade and Brigade of Tarhouna: same (actor), by ")


def test_an_alias_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_DATA", str(tmp_path))
    invoke("alias", "add", "Harbour Guard", "Port Guard")
    assert invoke("alias", "remove", "Harbour Guard", "Port Guard")[0] == 0
    with pytest.raises(BadDecision):
        invoke("alias", "remove", "Harbour Guard", "Port Guard")
    with pytest.raises(BadDecision):
        invoke("alias", "add", "Harbour Guard", "")


def test_texts_that_are_not_the_suites_are_one_sentence(tmp_path: Path) -> None:
    status, words = invoke("score", "times", str(tmp_path / "none.jsonl"))
    assert (status, words.startswith("rashomon: ")) == (2, True)
    assert "wikiwars" in words


def test_actors_are_imported_and_aliases_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASHOMON_DATA", str(tmp_path / "own"))
    table = tmp_path / "actors.csv"
    table.write_text("name,country\nHarbour Guard,LY\n", encoding="utf-8")
    assert "1 actor kept" in invoke("actors", "import", str(table))[1]
    assert "Port Guard is Harbour Guard" in invoke("alias", "add", "Harbour Guard", "Port Guard")[1]


def test_an_unknown_suite_lists_them_all(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr(sys, "argv", ["rashomon", "score", "nothing", "x"])
    with pytest.raises(SystemExit, match="2"):
        cli.main()
    assert "ecbplus" in capsys.readouterr().err


def test_scores_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon import scoring

    score = scoring.Score(n=3, metrics={"f": 0.5})
    monkeypatch.setattr(scoring, "score", lambda *_: score)
    assert json.loads(invoke("score", "names", "x", "--json")[1]) == {"suite": "names", "n": 3, "metrics": {"f": 0.5}}


def test_a_missing_path_from_the_shell() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "rashomon.cli", "analyze", "no/such/folder"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 2
    assert "R101" in run.stdout
    assert "Traceback" not in run.stderr

"""README, the guide and the code tell the same: commands, options, stages, settings, codes, suites."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer.main

from rashomon import __version__, cli, records
from rashomon.docks import SHIPPED
from rashomon.documents.read import FORMATS
from rashomon.errors import CATALOGUE
from rashomon.pipeline import STAGES
from rashomon.scoring import SUITES
from rashomon.settings import DEFAULTS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(cli.app).commands
PARTS = {name: [command, *getattr(command, "commands", {}).values()] for name, command in COMMANDS.items()}
OPTIONS = {
    name: {flag for command in commands for part in command.params for flag in part.opts}
    for name, commands in PARTS.items()
}


def shell_lines(page: str) -> list[str]:
    """The lines of a page's shell blocks that call rashomon."""
    blocks = re.findall(r"```sh\n(.*?)```", page, re.S)
    return [line for block in blocks for line in block.splitlines() if "rashomon " in line]


@pytest.mark.parametrize("line", shell_lines(README) + shell_lines(GUIDE))
def test_every_command_shown_exists_with_its_options(line: str) -> None:
    words = line.partition("#")[0].split("rashomon ")[-1].split()
    assert words[0] in COMMANDS
    assert {word for word in words if word.startswith("--")} <= OPTIONS[words[0]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_readme_and_guide(name: str) -> None:
    assert f"rashomon {name}" in README
    assert f"rashomon {name}" in GUIDE


@pytest.mark.parametrize("flag", sorted(OPTIONS["analyze"] - {"paths", "--help"}))
def test_every_option_of_analyze_is_in_the_guide(flag: str) -> None:
    assert f"`{flag}" in GUIDE


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_in_the_guide(code: str) -> None:
    assert f"| {code} |" in GUIDE


def test_the_guide_has_no_code_too_many() -> None:
    assert set(re.findall(r"\| (R\d{3}) \|", GUIDE)) == set(CATALOGUE)


def test_the_settings_are_in_the_guide() -> None:
    names = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    settings = GUIDE.partition("## Settings")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", settings, re.M) == list(names)


def test_the_stages_are_told_in_one_order_everywhere() -> None:
    names = [stage.name for stage in STAGES]
    chain = GUIDE.partition("## The chain")[2].partition("##")[0]
    assert re.findall(r"^\| (\w+) \| ", chain, re.M)[1:] == names
    assert re.findall(r"\w+", re.search(r"^paths ── (.*)$", README, re.M)[1]) == names


def test_the_suites_are_in_the_guide() -> None:
    listed = re.search(r"The suites: ([\w,\s]+)\.", GUIDE)[1]
    assert set(re.findall(r"\w+", listed)) == set(SUITES)


def test_the_words_of_certainty_are_in_the_guide() -> None:
    for mood in records.Modality.__args__:
        assert re.search(rf"\b{mood}\b", GUIDE), mood
    for kind in records.FindingKind.__args__:
        assert re.search(rf"\b{kind}\b", GUIDE), kind


def test_formats_and_docks_are_told() -> None:
    for ending in (".txt", ".md", ".html", ".json", ".jsonl"):
        assert ending in FORMATS
        assert f"`{ending}`" in README
    for dock in SHIPPED:
        assert f'SHIPPED["{dock}"]' in CONTRIBUTING


def test_the_newest_change_is_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert re.search(r"^## (\S+)", changes, re.M)[1] == __version__ == project["project"]["version"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/guide.md", "examples/README.md"])
def test_every_link_leads_to_a_file(page: str) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert link.startswith("http") or (path.parent / link).exists(), link


def test_every_path_that_the_pages_name_exists() -> None:
    for name in re.findall(
        r"`((?:src|resources|tests|docs|examples|training)/[\w./-]*)`", README + GUIDE + CONTRIBUTING
    ):
        if not re.search(r"FORMAT|NAME", name):
            assert (ROOT / name).exists(), name


def test_requirements_are_pinned_and_name_no_host() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line) for line in lines)
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["html"], *extras["dev"]]
    assert {re.split(r"[<>=]", name)[0].lower().replace("_", "-") for name in wanted} <= pinned

"""Reading: what comes in is a report or a failure with a code, and the order of the paths never matters."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import pytest

from rashomon.documents import drafts, read
from rashomon.documents.read import read_reports

STORY = "Shells fell on the market of the town on Monday. The hospital said that two people were wounded in the attack."


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path.as_posix()


def codes(failures: list) -> list[str]:
    return [failure.code for failure in failures]


def test_a_text_becomes_a_report(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", f"Two wounded at market\n\n{STORY}\n")
    (report,), failures = read_reports([path])
    assert not failures
    assert report.source == path
    assert report.title == "Two wounded at market"
    assert report.language == "en"
    assert report.sha256 == hashlib.sha256(report.text.encode()).hexdigest()
    assert report.id == f"r-{report.sha256[:10]}"


@pytest.mark.parametrize("first", ["A long line " * 30, "Only line"])
def test_no_title_where_no_headline(first: str, tmp_path: Path) -> None:
    (report,), _ = read_reports([put(tmp_path, "a.txt", f"{first}\n{STORY}")])
    assert report.title is None


def test_a_folder_is_read_with_all_below_and_its_list_of_outlets(tmp_path: Path) -> None:
    put(tmp_path, "b/two.txt", STORY + " Two.")
    put(tmp_path, "one.txt", STORY)
    put(tmp_path, "outlets.csv", "file,outlet,date\none.txt,Harbour Post,2020-05-18\n")
    put(tmp_path, "b/outlets.csv", "two.txt,Coast Dispatch,19 May 2020\n")
    reports, failures = read_reports([tmp_path.as_posix()])
    assert not failures
    assert [(r.outlet, r.published) for r in reports] == [
        ("Coast Dispatch", "2020-05-19"),
        ("Harbour Post", "2020-05-18"),
    ]


def test_a_printed_date_is_trusted_more_than_the_list(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "Market hit\n\nPublished May 18, 2020\n" + STORY)
    put(tmp_path, "outlets.csv", "a.txt,Harbour Post,2020-05-02\n")
    (report,), _ = read_reports([tmp_path.as_posix()])
    assert report.published == "2020-05-18"


def test_order_and_repetition_of_paths_never_matter(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{name}.txt", f"{STORY} {name}") for name in "cab"]
    expected = read_reports([tmp_path.as_posix()])
    assert read_reports(paths) == expected
    assert read_reports([*reversed(paths), tmp_path.as_posix(), paths[0]]) == expected


def test_the_same_text_twice_gets_two_ids(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", STORY)
    put(tmp_path, "b.txt", STORY)
    first, second = read_reports([tmp_path.as_posix()])[0]
    assert second.id == f"{first.id}-2"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    (report,), failures = read_reports(["-"])
    assert (report.source, report.text, failures) == ("-", STORY, [])


def test_json_lines_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"text": STORY, "id": "x"}).encode())))
    (report,), _ = read_reports(["-"])
    assert report.source == "-#x"


# -- bad input ------------------------------------------------------------------------------------

BAD = {
    "R103 empty": ("a.txt", b""),
    "R103 blank": ("a.txt", b" \n\t\n"),
    "R103 nothing but a mark": ("a.txt", b"\xef\xbb\xbf"),
    "R104 picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    "R104 noise": ("a.txt", bytes(range(256)) * 40),
    "R105 no known encoding": ("a.txt", bytes([0xE0, 0x81, 0xFF, 0x8D] * 200)),
    "R106 no text": ("a.json", b'{"title": "x"}'),
    "R106 not JSON": ("a.json", b'{"text": '),
    "R106 too deep": ("a.json", b"[" * 100_000),
    "R107 page without text": ("a.html", b"<html><body><script>let x = 1</script></body></html>"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_a_failure_and_the_rest_is_read(name: str, tmp_path: Path) -> None:
    file, content = BAD[name]
    put(tmp_path, file, content)
    put(tmp_path, "z.txt", STORY)
    reports, failures = read_reports([tmp_path.as_posix()])
    assert codes(failures) == [name.split()[0]]
    assert failures[0].source.startswith((tmp_path / file).as_posix())
    assert [report.text for report in reports] == [STORY]


def test_a_missing_path() -> None:
    reports, failures = read_reports(["no/such/folder"])
    assert (reports, codes(failures)) == ([], ["R101"])
    assert "no/such/folder" in failures[0].message


def test_a_path_that_no_file_can_have() -> None:
    assert codes(read_reports(["a\0b"])[1]) in (["R101"], ["R116"])


def test_an_empty_folder(tmp_path: Path) -> None:
    assert codes(read_reports([tmp_path.as_posix()])[1]) == ["R110"]


def test_a_report_in_another_form_is_told_and_other_files_are_not(tmp_path: Path) -> None:
    put(tmp_path, "scan.pdf", b"%PDF-1.4")
    put(tmp_path, "photo.jpg", b"\xff\xd8\xff")
    put(tmp_path, "notes.yaml", "a: 1")
    put(tmp_path, "a.txt", STORY)
    assert codes(read_reports([tmp_path.as_posix()])[1]) == ["R115"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "a.txt", STORY)

    def refused(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(read, "_bytes_of", refused)
    assert codes(read_reports([path])[1]) == ["R102"]


def test_one_broken_line_of_json_lines(tmp_path: Path) -> None:
    rows = [json.dumps({"text": f"{STORY} {n}", "outlet": "Post", "date": "2020-05-18", "id": f"x{n}"}) for n in (1, 2)]
    path = put(tmp_path, "a.jsonl", f"{rows[0]}\n{{broken\n\n{rows[1]}\n")
    reports, failures = read_reports([path])
    assert [(r.source, r.outlet, r.published) for r in reports] == [
        (f"{path}#x1", "Post", "2020-05-18"),
        (f"{path}#x2", "Post", "2020-05-18"),
    ]
    assert codes(failures) == ["R106"]
    assert "line 2" in failures[0].message


def test_a_single_line_of_fifty_megabytes_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"The army took the town. " * 2_100_000)
    (report,), failures = read_reports([path])
    assert len(report.text) == drafts.LIMIT
    assert codes(failures) == ["R111"]


def test_a_text_cut_inside_a_character_loses_nothing(tmp_path: Path) -> None:
    (report,), failures = read_reports([put(tmp_path, "a.txt", "x" + "🚀" * 40)], limit=30)
    assert report.text == "x" + "🚀" * 29
    assert "R117" not in codes(failures)


def test_ten_thousand_nested_tags(tmp_path: Path) -> None:
    page = "<div>" * 10_000 + f"<p>{STORY}</p>" + "</div>" * 10_000
    (report,), failures = read_reports([put(tmp_path, "a.html", page)])
    assert (report.text, failures) == (STORY, [])


@pytest.mark.parametrize(
    "text",
    [
        "سيطرت القوات على المدينة يوم الاثنين بعد معارك عنيفة مع المسلحين في محيط القاعدة الجوية",
        "Войска заняли город в понедельник после тяжелых боев с боевиками в районе авиабазы",
        "Die Truppen haben die Stadt am Montag nach schweren Gefechten mit den Kämpfern eingenommen",
    ],
    ids=["ar", "ru", "de"],
)
def test_an_unread_language_is_listed_and_said(text: str, tmp_path: Path) -> None:
    (report,), failures = read_reports([put(tmp_path, "a.txt", text)])
    assert report.text == text
    assert report.language not in ("en", "und")
    assert codes(failures) == ["R108"]


def test_a_text_without_words_is_said_to_be_one(tmp_path: Path) -> None:
    (report,), failures = read_reports([put(tmp_path, "a.txt", "“(," * 1000)])
    assert report.language == "zxx"
    assert codes(failures) == ["R109"]


@pytest.mark.parametrize("value", ["someday", "2020-13-40", "05/06/2020", "2999-01-01"])
def test_a_date_that_is_none_is_left_out_and_said(value: str, tmp_path: Path) -> None:
    (report,), failures = read_reports([put(tmp_path, "a.json", json.dumps({"text": STORY, "date": value}))])
    assert report.published is None
    assert codes(failures) == ["R112"]


def test_a_page_needs_its_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.delitem(sys.modules, "rashomon.documents.html", raising=False)
    _, failures = read_reports([put(tmp_path, "a.html", f"<p>{STORY}</p>")])
    assert codes(failures) == ["R301"]
    assert "pip install" in failures[0].message

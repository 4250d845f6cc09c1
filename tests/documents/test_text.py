"""Markdown: its marks go, its front matter is taken over."""

from __future__ import annotations

from rashomon.documents.text import read_markdown


def test_marks_go_and_words_stay() -> None:
    (draft,) = read_markdown("a.md", "# Blast at *depot*\n\n> The **fire service** [said](http://x.y) so.\n\n---\n")
    assert draft.text.strip() == "Blast at depot\n\nThe fire service said so."
    assert draft.title == "Blast at depot"


def test_front_matter_names_outlet_and_date() -> None:
    (draft,) = read_markdown("a.md", '---\ntitle: "Blast"\ndate: 2020-05-18\noutlet: Post\n---\nIt burned.\n')
    assert (draft.title, draft.published, draft.outlet, draft.text) == ("Blast", "2020-05-18", "Post", "It burned.\n")

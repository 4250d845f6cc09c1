"""Web pages: the article without the page around it, and what the page says of itself."""

from __future__ import annotations

from rashomon.documents.html import read_html

PAGE = """<!doctype html><html><head><title>Depot burns</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2020-05-18T10:00Z">
</head><body><nav><a href="/">Home</a> <a href="/shop">Shop</a></nav><article><h1>Depot burns</h1>
<p>A fuel depot burned near the harbour on Monday, the fire service said in the evening.</p>
<p>Two workers were wounded, &amp; one of them badly, according to the hospital of the town.</p></article>
<footer>All rights reserved</footer></body></html>"""


def test_the_article_with_its_imprint() -> None:
    (draft,) = read_html("a.html", PAGE)
    assert draft.text.startswith("Depot burns\n\nA fuel depot burned")
    assert "wounded, & one" in draft.text
    assert "Home" not in draft.text
    assert (draft.outlet, draft.published) == ("Harbour Post", "2020-05-18")


def test_a_page_without_text_gives_nothing() -> None:
    assert read_html("a.html", "<html><body><script>let x = 1</script></body></html>") == []


def test_unclosed_and_stray_tags_do_no_harm() -> None:
    (draft,) = read_html("a.html", "</p></div><div>" * 300 + "<p>The bridge fell on Monday.")
    assert "The bridge fell on Monday." in draft.text

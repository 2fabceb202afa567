"""The HTML parse mode against the real server's own cases."""

import pytest

from simulator.errors import ApiError
from simulator.markup import parse_html

REFUSED = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("&#57311;", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched"),
    ('<tg-time unix="soon">x</tg-time>', "Invalid date-time unix time specified"),
    ('<tg-time unix="1" format="q">x</tg-time>', "Invalid date-time format specified"),
]
PARSED = [
    ("&ge;&lt;&gt;&amp;&quot;&#12345678;", "&ge;<>&\"&#12345678;", []),
    ("&#60;&#x3c;&lt", "<<<", []),
    ("🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>", "🏟 🏟🏟 ><🏟", [("italic", 5, 7), ("bold", 9, 3)]),
    ("<i>a</>", "a", [("italic", 0, 1)]),
    ("<b></b>x", "x", []),
    ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd",
     [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)]),
    ('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>', "ab", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    ("<blockquote expandable>a</blockquote><blockquote>b</blockquote>", "ab",
     [("expandable_blockquote", 0, 1), ("blockquote", 1, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "refusal"), REFUSED)
def test_broken_markup_is_refused_in_the_servers_words(html: str, refusal: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(html)
    assert caught.value.description.startswith(f"Bad Request: can't parse entities: {refusal}")


@pytest.mark.parametrize(("html", "text", "entities"), PARSED)
def test_markup_becomes_text_and_entities(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(html)
    assert plain == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


def test_a_moment_is_an_entity_with_its_format() -> None:
    text, entities = parse_html('<b>截止 <tg-time unix="1772442000" format="wDT">周一 17:00</tg-time></b>')
    assert text == "截止 周一 17:00"
    moment = {"type": "date_time", "offset": 3, "length": 8, "unix_time": 1772442000, "date_time_format": "wDT"}
    assert moment in entities


def test_links_and_code_carry_what_they_point_to() -> None:
    _, entities = parse_html(
        '<a href="https://a.cn/?x=1&amp;y=2">a</a><a href="tg://user?id=7">b</a>'
        '<pre><code class="language-py">c</code></pre>'
    )
    assert entities[0]["url"] == "https://a.cn/?x=1&y=2"
    assert entities[1] == {"type": "text_mention", "offset": 1, "length": 1, "user": {"id": 7}}
    assert entities[2:] == [{"type": "pre", "offset": 2, "length": 1, "language": "py"}]

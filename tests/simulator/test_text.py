"""What Telegram finds in a text by itself, after the real server's own cases."""

import pytest

from simulator.text import clean_with, cut16, find_entities, u16

FOUND = [
    ("bot_command", "/abc", ["/abc"]),
    ("bot_command", " /abc ", ["/abc"]),
    ("bot_command", "/a@abc", ["/a@abc"]),
    ("bot_command", "/a@b", []),
    ("bot_command", "/@bfdsa", []),
    ("bot_command", "/test/", []),
    ("bot_command", "/task明天", []),
    ("mention", "@abcde @xyzxy @xxxxx@yyyyy @ttttt", ["@abcde", "@xyzxy", "@xxxxx", "@ttttt"]),
    ("mention", "no@mention", []),
    ("mention", "нет@mention", []),
    ("mention", "交给@li 和 @li明天", []),
    ("mention", "@n", []),
    ("mention", "（@li）", ["@li"]),
    ("hashtag", " #я ", ["#я"]),
    ("hashtag", "я#a #a# #123 #123a", ["#123a"]),
    ("hashtag", "#a#b #c #d", ["#c", "#d"]),
    ("hashtag", "#te·st #季度", ["#te·st", "#季度"]),
    ("url", "见 https://a.cn/x?y=1 和 example.com/z", ["https://a.cn/x?y=1", "example.com/z"]),
    ("email", "写给 li@office.cn", ["li@office.cn"]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), FOUND)
def test_entities_are_found_where_telegram_finds_them(kind: str, text: str, expected: list[str]) -> None:
    found = [cut16(text, e["offset"], e["length"]) for e in find_entities(text) if e["type"] == kind]
    assert found == expected


def test_offsets_count_utf16_units() -> None:
    (entity,) = find_entities("😀😀 @wang")
    assert (entity["offset"], entity["length"]) == (5, 5)
    assert u16("😀a") == 3


def test_given_entities_keep_their_place_when_characters_vanish() -> None:
    bold = {"type": "bold", "offset": 2, "length": 3}
    entities, text = clean_with([bold], "a\u202ebcd")
    assert (text, entities) == ("abcd", [{"type": "bold", "offset": 1, "length": 3}])

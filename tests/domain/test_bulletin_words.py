"""/bulletin 10月 综合部 xlsx: the period, the team and the file, in whatever order people write them."""

from __future__ import annotations

import pytest

from domain.rules.bulletin_words import BulletinWords, bulletin_words

TITLES = {0: "测试局", 1: "综合部", 2: "综合部二组", 3: ""}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("10月", BulletinWords("10月")),
        ("10月 综合部", BulletinWords("10月", 1)),
        ("综合部10月", BulletinWords("10月", 1)),
        ("綜合部的10月", BulletinWords("10月", 1)),
        ("综合部二组 三季度", BulletinWords("三季度", 2)),
        ("测试局 2026", BulletinWords("2026", 0)),
        ("10月 xlsx", BulletinWords("10月", None, "book")),
        ("10月图片", BulletinWords("10月", None, "picture")),
        ("10月 综合部 docx", BulletinWords("10月", 1, "paper")),
        ("October picture", BulletinWords("October", None, "picture")),
        ("表格", BulletinWords("", None, "book")),
        ("综合部", BulletinWords("", 1)),
        ("10月 财务科", BulletinWords("10月 财务科")),
    ],
)
def test_what_stands_behind_the_command(words: str, found: BulletinWords) -> None:
    assert bulletin_words(words, TITLES) == found

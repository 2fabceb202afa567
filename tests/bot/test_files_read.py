"""Files that people send: what stands in them, in whichever encoding; what is too large, locked or broken is refused."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.model.minutes import Grid
from sheets.reading import MOST_ROWS, read_file
from sheets.texts import text_of

HANS, HANT = "事项：报送方案，责任人：李明，周五前完成。", "事項：提報方案，負責人：趙倩，週五前完成。"


@pytest.mark.parametrize(
    ("text", "coding"),
    [(HANS, "utf-8"), (HANS, "utf-8-sig"), (HANS, "utf-16"), (HANS, "gbk"), (HANS, "gb18030"), (HANT, "big5"),
     (f"{HANT}\n", "utf-16-le"), ("Owner: Li Ming", "utf-16-be"), ("plain", "ascii")],
)  # fmt: skip
def test_a_text_is_read_in_the_encodings_of_offices(text: str, coding: str) -> None:
    assert text_of(text.encode(coding)) == text


def test_a_table_of_commas_is_a_table() -> None:
    found = read_file("a.csv", "事项,责任人\n\n报送方案,李明\n".encode("gbk"))
    assert found == (Grid((("事项", "责任人"), ("报送方案", "李明"))),)


def packed(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return made.getvalue()


REFUSED = [
    (b"", "minutes-blank"),
    (b"\xff\xd8\xff\xe0 picture", "minutes-picture"),
    (b"%PDF-1.4", "minutes-pdf"),
    (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "minutes-locked"),
    (b"\xd0\xcf\x11\xe0 old", "minutes-old"),
    (b"x" * 5_000_001, "minutes-large"),
    (b"line\n" * (MOST_ROWS + 1), "minutes-long"),
    (bytes(range(1, 256)), "minutes-kind"),
    (packed(readme_txt=b"x"), "minutes-kind"),
    (packed(word__document_xml=b"<a/>"), "minutes-broken"),
    (packed(word__document_xml=b"\x00" * 60_000_001), "minutes-large"),
    (packed(xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "minutes-broken"),
]


@pytest.mark.parametrize(("content", "why"), REFUSED, ids=[f"{why}-{i}" for i, (_, why) in enumerate(REFUSED)])
def test_what_cannot_be_read_is_refused_by_name(content: bytes, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_file("a.docx", content)
    assert refused.value.name == why


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.txt", "a.xlsx"]),
)
def test_no_bytes_raise_anything_else(head: bytes, content: bytes, name: str) -> None:
    with contextlib.suppress(Refusal):
        read_file(name, head + content)

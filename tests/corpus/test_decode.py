"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytopics.corpus.decode import common_share, decode

SIMPLIFIED = "全县经济平稳增长，农业丰收，城乡居民收入稳步提高。第二产业发展较快。"
TRADITIONAL = "全縣經濟平穩增長，農業豐收，城鄉居民收入穩步提高。第二產業發展較快。"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        ("plain ASCII", "ascii", "utf-8"),
    ],
)
def test_each_encoding_is_found(text: str, codec: str, encoding: str) -> None:
    found = decode(text.encode(codec))
    assert found is not None
    assert (found.text, found.encoding, found.n_unreadable) == (text, encoding, 0)


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    found = decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"))
    assert found is not None
    assert found.text == SIMPLIFIED


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_a_file_cut_inside_a_character_is_read(codec: str) -> None:
    whole = (TRADITIONAL * 20).encode(codec)
    found = decode(whole[:-4] + whole[-3:-2])
    assert found is not None
    assert found.encoding == codec
    assert 1 <= found.n_unreadable <= 3
    assert found.text[:300] == (TRADITIONAL * 20)[:300]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(128, 256)) * 40])
def test_what_is_no_text_is_not_read(data: bytes) -> None:
    assert decode(data) is None


def test_garbled_text_scores_low() -> None:
    garbled = SIMPLIFIED.encode("utf-8").decode("gb18030", errors="ignore")
    assert common_share(garbled) < 0.5 < common_share(SIMPLIFIED)
    assert common_share("no Chinese") == 1.0


@given(st.text(alphabet=SIMPLIFIED, min_size=30, max_size=60))
def test_gb18030_round_trip(text: str) -> None:
    found = decode(text.encode("gb18030"))
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_zero_bytes_between_characters_are_taken_out(codec: str) -> None:
    text = "全县经济平稳增长，居民收入增加。\n今年继续努力。" * 9
    data = b"".join(one.encode(codec) + b"\x00" * (n % 3 == 0) for n, one in enumerate(text))
    found = decode(data)
    assert found is not None
    assert (found.text, found.encoding) == (text, codec)
    assert found.n_zeros == data.count(0)
    assert decode(text.encode(codec) + b"\x00" * 64 + b"\x01\x02" + text.encode(codec)) is None

import pytest

from pipeline.errors import JisrError
from pipeline.formats.encoding import decode

NEWS = "عمل الأمين العام تو لام في هانوي يوم 18 نوفمبر مع اللجنة المركزية (VNA).\r\nوحضر الاجتماع 300 مندوب."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"]
)
def test_arabic_news_is_read_in_every_encoding(encoding):
    assert decode(NEWS.encode(encoding))[0] == NEWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_not_taken_for_utf8(encoding):
    data = "هانوي 2025".encode(encoding)
    data.decode("utf-8")  # the trap: it is valid UTF-8
    assert decode(data) == ("هانوي 2025", encoding)


def test_vietnamese_in_utf16_without_mark():
    text = "Ngày 18 tháng 7 năm 2023, tại Hà Nội"
    assert decode(text.encode("utf-16-le"))[0] == text


@pytest.mark.parametrize("text", ["", "a", "ab", "\n", "  ", "😀", "مئة", "a\0b is a text with one null", "1\r\n2"])
def test_short_texts_are_utf8(text):
    assert decode(text.encode()) == (text, "utf-8")


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding():
    data = NEWS.encode().replace("هانوي".encode(), b"\xff\xfe\xfd", 1) * 20
    with pytest.raises(JisrError, match=r"0xff at offset \d+ \(line 1\) is not UTF-8"):
        decode(data)


def test_a_cut_off_last_letter_is_named():
    data = NEWS.encode() + "م".encode()[:1]
    with pytest.raises(JisrError, match="line 2"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0" * 9,
        bytes(4096),
        b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\0\1\2\3" * 50,
    ],
    ids=["all bytes", "PNG", "zeros", "PDF"],
)
def test_binary_is_refused(data):
    with pytest.raises(JisrError, match="binary"):
        decode(data)


def test_broken_utf16_is_refused():
    with pytest.raises(JisrError, match="broken utf-16"):
        decode(b"\xff\xfe" + "هانوي".encode("utf-16-le") + b"\x00\xd8\x41\x00")

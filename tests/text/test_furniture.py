import time
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.text.furniture import find_furniture
from tests.text.helpers import GOLD


def found(text):
    return [text[start:end] for start, end in find_furniture(text)]


@pytest.mark.parametrize(
    "line",
    [
        "[إعلان 2]",
        "[إعلان رقم ٢]",
        "تعليق (0)",
        "تعليق(12)",
        "مصدر",
        "المصدر: https://baohaiduong.vn/a-398358.html",
        "[إعلان 2] مصدر",
        "اترك تعليقا  تعليق (2)",
        "مشاركة  تغريد  طباعة",
        "ترتيب حسب : الأحدث | الأكثر إعجابا",
        "الصفحة الرئيسية » سياسة » منظمات",
        "👍 218   رد",
        "عدد المشاهدات 12877",
        "عدد المشاهدات: 1.2K",
        "Event Calendar",
        "EVENT CALENDAR",
        "No videos available",
        "Bình luận (3)",
        "IMG_4471.JPG",
        "https://vnexpress.net/1.html",
        "\u200fتعليق (0)\u200f",
    ],
)
def test_a_widget_line_is_furniture_whole(line):
    assert found(f"خبر أول.\n  {line} \r\nخبر ثان.") == [line.lstrip("\u200f")]


@pytest.mark.parametrize(
    "line",
    [
        "Báo Quốc TếBáo Quốc Tế18/07/2023",
        "(المصدر: وكالة الأنباء الفيتنامية)",
        "المصدر: وكالة الأنباء الفيتنامية",
        "مصدر في وزارة الخارجية",
        "تعليق (0) على القرار رقم 5",
        "Shareholders",
        "Sơ kết Nghị quyết 25-NQ/TW tại Sóc Trăng",
        "1. الحكومة المحلية ذات المستويين",
        "+2,500",
        "12877",
        "زار الموقع https://vnexpress.net/1.html أمس",
        "",
    ],
)
def test_a_line_of_the_story_is_not(line):
    assert found(f"خبر أول.\n{line}\nخبر ثان.") == []


def test_a_mark_is_found_at_the_end_of_a_sentence_and_takes_what_follows_it():
    assert found("السل (وفقًا لـ VNA)[إعلان 2]") == ["[إعلان 2]"]
    assert found("النهاية.[إعلان 2] مصدر تعليق (0)") == ["[إعلان 2] مصدر تعليق (0)"]
    assert found("قبل [إعلان 1] بعد [إعلان 2] ثم") == ["[إعلان 1]", "[إعلان 2]"]


def test_a_repeated_line_is_not_furniture_for_that():
    assert found("صورة من المؤتمر في هانوي\nنص\nصورة من المؤتمر في هانوي") == []


@pytest.mark.parametrize("part", ["train", "dev"])
def test_no_gold_mark_lies_in_furniture(part):
    for line in (GOLD / f"{part}.jsonl").read_bytes().splitlines():
        document = msgspec.json.decode(line, type=Document)
        for start, end in find_furniture(document.text):
            assert not [span for span in document.spans if span.start < end and start < span.end], document.text[
                start:end
            ]


_PIECES = st.sampled_from(
    [
        "[إعلان 2]",
        "تعليق (0)",
        "مصدر",
        "خبر",
        "\n",
        "\r\n",
        " ",
        "\u200f",
        "[",
        "https://a.vn/b",
        "٣",
        "👍",
        "\ud800",
        "\x00",
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_ranges_are_sorted_disjoint_trimmed_and_inside_a_line(text):
    previous = 0
    for start, end in find_furniture(text):
        assert previous <= start < end <= len(text)
        assert "\n" not in text[start:end] and text[start:end].strip() == text[start:end]
        previous = end


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "مصدر " * 60_000,
        "[إعلان " * 40_000,
        "\n" * 300_000,
        "\u200f" * 300_000,
        "1" * 300_000,
        "a" * 300_000,
    ],
)
def test_time_is_linear(text):
    began = time.process_time()
    find_furniture(text)
    assert time.process_time() - began < 1


def test_the_phrases_are_clean_data():
    rows = [
        row.split("\t") for row in (files("pipeline.text") / "furniture.tsv").read_text(encoding="utf-8").splitlines()
    ]
    assert rows[0] == ["kind", "phrase", "source"]
    assert all(
        len(row) == 3 and row[0] in ("line", "mark", "open") and row[1] == row[1].strip() != "" and row[2]
        for row in rows[1:]
    )
    assert len({(kind, phrase) for kind, phrase, _ in rows[1:]}) == len(rows) - 1


CAPTION = "Hội nghị sơ kết sáu tháng của Tỉnh ủy"


def test_a_caption_set_under_picture_after_picture_is_furniture_from_its_second_time_on():
    text = (
        f"{CAPTION}\nعقد المؤتمر\n{CAPTION}\nوحضره الوفد\r\n  {CAPTION} [إعلان 2]\n{CAPTION} [إعلان 2]\n{CAPTION}  \n"
    )
    assert found(text) == [CAPTION, "[إعلان 2]", "[إعلان 2]", CAPTION]
    assert find_furniture(text)[0][0] > text.index("عقد")


@pytest.mark.parametrize("line", [CAPTION, "Báo Quốc Tế", "عقدت لجنة الحزب مؤتمرا في المقاطعة"])
def test_lines_that_come_twice_short_ones_and_arabic_ones_are_read_each_time(line):
    times = 2 if line == CAPTION else 5
    assert found("\n".join([line] * times)) == []


def test_many_repeated_captions_take_linear_time():
    begun = time.process_time()
    assert len(find_furniture(f"{CAPTION}\n[إعلان 2]\n" * 20_000)) == 39_999
    assert time.process_time() - begun < 5

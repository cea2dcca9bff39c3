"""The day of publication, read off a page's source line."""

from datetime import date

import pytest

from pipeline.rules.dates.published import infer_published

DAY = date(2023, 7, 18)


@pytest.mark.parametrize(
    "text",
    [
        "عنوان الخبر\n\nBáo Quốc TếBáo Quốc Tế18/07/2023\n\nقال الوزير أمس",
        "VNA - 18/07/2023\nقال الوزير",
        "عنوان\n18/07/2023 10:07 Mỹ Hạnh\nنص",
        "عنوان\n18/07/2023 06:12 GMT+7\nنص",
        "صحيفة الصناعة والتجارة - 18/07/2023\nنص",
        "Bếp cô Mận • 18.07.2023\r\nنص",
        "١٨/٠٧/٢٠٢٣\nنص",
    ],
)
def test_source_lines(text):
    assert infer_published(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "قال الوزير في 18/07/2023 إن المشروع يتقدم.",
        "المؤرخ 18/07/2023 بشأن تنظيم العمل",
        "VNA - 18/07/2023\nVnExpress 19/07/2023\n",
        "VNA - 31/02/2023\n",
        "Ảnh chụp 18/07/2023\n",
        "VNA 18/07/2023 - 19/07/2023\n",
        "نص طويل\n" * 2000 + "VNA - 18/07/2023\n",
    ],
)
def test_running_text_and_doubt_give_none(text):
    assert infer_published(text) is None

import pytest

from pipeline.formats import sources
from pipeline.formats.arabic import is_arabic
from pipeline.formats.item import Skipped

PERSIAN = "رئیس جمهور ویتنام در سفر خود به پایتخت با همتای چینی خود دیدار و گفتگو کرد و چند پیمان همکاری امضا شد. "
URDU = "ویتنام کے صدر نے اپنے دورے کے دوران چین کے وزیر اعظم سے ملاقات کی اور تجارت پر بات چیت کی۔ "
VIETNAMESE = "Tổng Bí thư Tô Lâm làm việc tại Hà Nội với các địa phương về phát triển kinh tế. "
ARABIC = "عمل الأمين العام تو لام في هانوي مع اللجنة المركزية يوم 18 نوفمبر بحسب صحيفة گارديان البريطانية. "


@pytest.mark.parametrize("text", [PERSIAN, URDU, VIETNAMESE, "Hello world", "", "18-11-2024", VIETNAMESE * 3 + ARABIC])
def test_other_languages(text):
    assert not is_arabic(text)


@pytest.mark.parametrize("text", [ARABIC * 3, "قالَ تُو لَام", ARABIC * 2 + VIETNAMESE])
def test_arabic(text):
    assert is_arabic(text)


@pytest.mark.parametrize("text", [PERSIAN, VIETNAMESE])
def test_a_page_in_another_language_is_passed_over_with_its_reason(tmp_path, text):
    paragraphs = "".join(f"<p>{n} {text * 4}</p>" for n in range(5))
    (tmp_path / "a.html").write_text(f"<html><body><article>{paragraphs}</article></body></html>")
    (found,) = sources.read(sources.find([str(tmp_path)]))
    assert isinstance(found, Skipped) and found.reason == "page that is not in Arabic"

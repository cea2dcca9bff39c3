from pipeline.formats.inline import parse
from pipeline.view.summary import summary


def test_most_frequent_first_with_values_and_what_is_left_out():
    marked = "⟦PER|لام⟧ ⟦PER|نام⟧ ⟦PER|نام⟧ ⟦NUM|ثلاثة|value=3|kind=cardinal⟧ ⟦PER|بن⟧"
    lines = summary(parse(marked, id="d", meta={"published": "2024-11-18"}), 2).splitlines()
    assert lines[0] == "d: 5 words, 5 mentions, published 2024-11-18"
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "people 2 × نام",
        "1 × لام",
        "… and 1 more",
        "numbers 1 × ثلاثة = 3",
    ]

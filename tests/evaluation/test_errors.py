from pipeline.evaluation.errors import listing, mistakes
from pipeline.evaluation.match import align
from pipeline.formats.inline import parse


def kinds(gold: str, predicted: str):
    return [(mistake.kind, mistake.label) for mistake in mistakes(align([parse(gold)], [parse(predicted)]))]


def test_right_spans_are_no_mistakes():
    assert kinds("⟦PER|تو لام⟧", "⟦PER|تو لام⟧") == []


def test_one_mistake_of_each_kind_in_text_order():
    gold = (
        "⟦PER|لام⟧ ⟦ORG|وزارة الخارجية⟧ ⟦LOC|هوي⟧ x ⟦NUM|3|value=3|kind=cardinal⟧ ⟦NUM|4|value=4|kind=cardinal⟧ "
        "⟦NUM|5|value=5|kind=cardinal⟧"
    )
    predicted = (
        "لام ⟦ORG|وزارة⟧ الخارجية ⟦PER|هوي⟧ ⟦LOC|x⟧ ⟦NUM|3|value=30|kind=cardinal⟧ ⟦NUM|4|value=4|kind=ordinal⟧ "
        "⟦NUM|5|value=5|kind=cardinal|modifier=approx⟧"
    )
    assert kinds(gold, predicted) == [
        ("missed", "PER"),
        ("boundary", "ORG"),
        ("label", "LOC"),
        ("spurious", "LOC"),
        ("value", "NUM"),
        ("kind", "NUM"),
        ("modifier", "NUM"),
    ]


def test_a_rule_span_inside_a_name_is_not_its_wrong_label():
    gold, predicted = "⟦ORG|الفرقة 316⟧", "الفرقة ⟦NUM|316|value=316|kind=cardinal⟧"
    assert kinds(gold, predicted) == [("missed", "ORG"), ("spurious", "NUM")]


def test_two_halves_of_a_name_are_one_boundary_and_one_spurious():
    assert kinds("⟦PER|تو لام نغوك⟧", "⟦PER|تو⟧ ⟦PER|لام نغوك⟧") == [("spurious", "PER"), ("boundary", "PER")][::-1]


def test_the_listing_counts_all_and_shows_some():
    pair = align([parse("⟦PER|لام⟧ قال ⟦PER|نام⟧")], [parse("لام قال نام")])
    lines = listing(pair, 1).splitlines()
    assert lines[0].split() == ["mistake", "PER"] and lines[1].split() == ["missed", "2"]
    assert len([line for line in lines if "gold 'لام'" in line]) == 1
    assert not any("'نام'" in line for line in lines)
    assert "⟦لام⟧ قال نام" in lines[-1]

import random

from pipeline.document import Document
from pipeline.formats.inline import dump, parse
from pipeline.training.edit import Edit, apply
from pipeline.training.synthesize import Pool, retell

TOLD = parse(
    "التقى ⟦PER|تو لام⟧ و⟦PER|فام مينه تشينه⟧ في ⟦LOC|هانوي⟧ ب⟦NUM|3|value=3|kind=cardinal⟧ وزراء من "
    "⟦ORG|لجنة الحزب الإقليمية ها تينه⟧ ل⟦LOC|سون كيم ⟦NUM|1|value=1|kind=cardinal⟧⟧، وقال ⟦PER|لام⟧ إن ⟦PER|بوتين⟧ هنا"
)

POOL = Pool([TOLD])


def test_every_mark_stays_on_its_own_words():
    for seed in range(50):
        new = retell(TOLD, POOL, random.Random(seed))
        assert [s.label for s in new.spans] == [s.label for s in TOLD.spans]
        assert parse(dump(new)).spans == new.spans
        assert "سون كيم 1" in new.text  # a name with a number inside stays
        assert "بوتين" in new.text  # and so does one that is not Vietnamese


def test_a_short_form_follows_its_person():
    people = [s.text.split() for s in retell(TOLD, POOL, random.Random(3)).spans if s.label == "PER"]
    seeds = (retell(TOLD, POOL, random.Random(seed)) for seed in range(30))
    same = sum(
        next(s.text.split()[-1] for s in new.spans if s.label == "PER")
        == [s.text.split()[-1] for s in new.spans if s.label == "PER"][2]
        for new in seeds
    )
    assert people[0] != ["تو", "لام"]
    assert same >= 15  # the spelling is drawn anew, as on real pages, so not always the same letters


def test_a_body_keeps_its_head_and_changes_its_place():
    bodies = {s.text for seed in range(5) for s in retell(TOLD, POOL, random.Random(seed)).spans if s.label == "ORG"}
    assert len(bodies) > 1
    assert all(body.startswith("لجنة الحزب الإقليمية ") for body in bodies)


def test_edits_move_the_spans_behind_them():
    document = parse("أ ⟦PER|ب⟧ ج ⟦LOC|د⟧")
    span = document.spans[0]
    new = apply(document, [Edit(span.start, span.end, "طويل جدا")])
    assert dump(new) == "أ ⟦PER|طويل جدا⟧ ج ⟦LOC|د⟧"
    assert isinstance(new, Document)


def test_foreign_names_and_bodies_come_from_other_documents():
    other = parse("قال ⟦PER|ماكرون⟧ و⟦PER|الأسد⟧ في ⟦ORG|لجنة السلام الدولية⟧ و⟦ORG|وزارة الدفاع⟧")
    pool = Pool([TOLD, other])
    new = [retell(TOLD, pool, random.Random(seed)) for seed in range(30)]
    bodies = {s.text for document in new for s in document.spans if s.label == "ORG"}
    people = {s.text for document in new for s in document.spans if s.label == "PER"}
    assert "لجنة السلام الدولية" in bodies
    assert "ماكرون" in people
    assert not {"وزارة الدفاع", "الأسد"} & (bodies | people)  # another head noun; an article where there was none


def test_ho_chi_minh_stays_a_man_or_a_city():
    told = parse("زار ⟦PER|هو تشي مينه⟧ ⟦LOC|مدينة هو تشي مينه⟧ و⟦ORG|إدارة مدينة هو تشي مينه⟧")
    assert dump(retell(told, Pool([told]), random.Random(0))) == dump(told)


def test_an_article_swallowed_by_its_particle_is_left_alone():
    told = parse("قال ل⟦ORG|لجنة المركزية⟧ و⟦ORG|لجنة الحزب⟧")
    assert "قال للجنة المركزية" in retell(told, Pool([told]), random.Random(0)).text


def test_particles_are_set_before_mentions_and_stay_outside_them():
    new = [dump(retell(TOLD, POOL, random.Random(seed))) for seed in range(200)]
    assert any("ول⟦PER|" in text for text in new)
    assert any(" ب⟦LOC|" in text for text in new)


def test_names_glued_to_one_another_keep_the_spelling_that_parts_them():
    glued = parse("⟦ORG|Báo Thanh tra⟧⟦ORG|Báo Quốc Tế⟧18/07/2023")
    pool = Pool([parse("⟦ORG|Báo CAND⟧ و⟦ORG|Báo VTV⟧")])
    assert all(retell(glued, pool, random.Random(seed)).spans[0].text == "Báo Thanh tra" for seed in range(50))

from collections import Counter

import pytest

from pipeline.errors import UsageError
from pipeline.formats.inline import dump
from pipeline.training.public import PublicSet, load, particle

LABELS = {"PERS": "PER", "GPE": "LOC"}


def read(folder, text):
    (folder / "a.conll").write_text(text, encoding="utf-8")
    return [dump(document) for document in load([PublicSet("a", ["a.conll"], LABELS)], folder)]


def test_labels_are_mapped_and_signs_set_close(tmp_path):
    text = "زار O\nتو B-PERS\nلام I-PERS\n( O\nأمس B-DATE\n) O\nهانوي B-GPE\n. O\n\nانتهى O\n"
    assert read(tmp_path, text) == ["زار ⟦PER|تو لام⟧ (أمس) ⟦LOC|هانوي⟧.\nانتهى"]


def test_an_administrative_head_noun_leaves_the_span(tmp_path):
    assert read(tmp_path, "في O\nمدينة B-GPE\nالقدس I-GPE\n") == ["في مدينة ⟦LOC|القدس⟧"]


def test_a_particle_leaves_the_span_where_the_word_without_it_is_commoner(tmp_path):
    text = "بوش B-PERS\n\nبوش B-PERS\n\nوبوش B-PERS\n\nفيصل B-PERS\nيصل O\nيصل O\n"
    assert read(tmp_path, text) == ["⟦PER|بوش⟧\n⟦PER|بوش⟧\nو⟦PER|بوش⟧\n⟦PER|فيصل⟧ يصل يصل"]


def test_an_article_swallowed_by_its_particle_is_found():
    assert particle("للمغرب", Counter({"المغرب": 5, "للمغرب": 1})) == 1


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"public set a.*|a\.conll"):
        load([PublicSet("a", ["a.conll"], LABELS)], tmp_path)

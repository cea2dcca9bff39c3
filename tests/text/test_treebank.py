import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import JisrError
from pipeline.training.tokenizer_data import (
    TreeSentence,
    TreeToken,
    read_conllu,
    split_by_document,
    vary_punctuation,
    write_stanza,
)


def row(number, word, misc="_", tag="NOUN"):
    return "\t".join([str(number), word, "_", tag, "_", "_", "0", "dep", "_", misc])


def treebank(tmp_path, *rows, head="# newdoc id = n1\n# sent_id = n1001\n"):
    path = tmp_path / "tree.conllu"
    path.write_text(head + "\n".join(rows) + "\n\n", encoding="utf-8")
    return path


def test_words_joined_by_space_after_no_become_one_token(tmp_path):
    glued = "SpaceAfter=No"
    path = treebank(
        tmp_path,
        row(1, "و", glued),
        row(2, "ل", glued),
        row(3, "لسلطة"),
        row(4, "قال", glued),
        row(5, ":", glued, "PUNCT"),
        row(6, "ب", glued),
        row(7, "7,5", glued),
        row(8, "%", glued),
        row(9, ".", "_", "PUNCT"),
    )
    (sentence,) = read_conllu(path)
    assert [token.words for token in sentence.tokens] == [
        ("و", "ل", "لسلطة"),
        ("قال",),
        (":",),
        ("ب", "7,5"),
        ("%",),
        (".",),
    ]
    assert (sentence.id, sentence.document, sentence.text) == ("n1001", "n1", "وللسلطة قال:ب7,5%.")


def test_marked_multi_word_tokens_are_kept(tmp_path):
    path = treebank(tmp_path, row("1-2", "بيت"), row(1, "ب"), row(2, "يت"), row(3, "له", "SpaceAfter=No"), row(4, "."))
    assert [token.words for token in read_conllu(path)[0].tokens] == [("ب", "يت"), ("له",), (".",)]


def test_a_token_that_its_words_do_not_spell_is_refused(tmp_path):
    with pytest.raises(JisrError, match="do not spell 'للسلطة'"):
        read_conllu(treebank(tmp_path, row("1-2", "للسلطة"), row(1, "ل"), row(2, "السلطة")))
    with pytest.raises(JisrError, match="no sentence"):
        read_conllu(treebank(tmp_path, head=""))


def sentences(count):
    tokens = (
        TreeToken(("قال",), True),
        TreeToken((",",), False),
        TreeToken(("و", "عاد"), False),
        TreeToken((".",), True),
    )
    return [TreeSentence(f"n{number // 3}-{number}", f"n{number // 3}", tokens) for number in range(count)]


def test_no_document_is_in_two_parts():
    parts = split_by_document(sentences(600))
    documents = {name: {sentence.document for sentence in part} for name, part in parts.items()}
    assert sum(map(len, parts.values())) == 600 and all(documents.values())
    assert not (documents["train"] & documents["test"] or documents["train"] & documents["dev"])


def test_half_of_the_sentences_get_arabic_commas_and_words_stay():
    varied = [vary_punctuation(sentence) for sentence in sentences(400)]
    arabic = sum("،" in sentence.text for sentence in varied)
    assert 140 < arabic < 260
    assert all(sentence.tokens[2].words == ("و", "عاد") for sentence in varied)
    assert {sentence.tokens[3].words for sentence in varied} > {(".",), ("؟",)}


@given(
    st.lists(
        st.lists(st.lists(st.text("ابت.،", min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=5),
        min_size=1,
        max_size=9,
    )
)
def test_stanzas_files_have_a_label_a_character(tmp_path_factory, trees):
    folder = tmp_path_factory.mktemp("stanza")
    tree = [
        TreeSentence(str(n), str(n), tuple(TreeToken(tuple(words), True) for words in tokens))
        for n, tokens in enumerate(trees)
    ]
    write_stanza(tree, folder / "x")
    text, labels = ((folder / f"x{suffix}").read_text(encoding="utf-8") for suffix in (".txt", ".labels"))
    assert [len(line) for line in text.split("\n\n")] == [len(line) for line in labels.split("\n\n")]
    tokens = [words for tokens in trees for words in tokens]
    assert sum(label in "1234" for label in labels) == len(tokens)
    assert sum(label in "34" for label in labels) == sum(len(words) > 1 for words in tokens)
    assert sum(label in "24" for label in labels) == len(trees)
    assert sum(count for _, count in json.loads((folder / "x.mwt.json").read_text())) == sum(
        len(words) > 1 for words in tokens
    )

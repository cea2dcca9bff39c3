"""Whole words as pieces: what changes in a model, and what must not."""

import pytest

from pipeline import resources

pytest.importorskip("torch", reason="training needs the extra `train`")

TOKENIZER = resources.folder("models") / "encoder" / "tokenizer.json"


def pieces(tokenizer, word):
    return [piece.value for piece in tokenizer.model.tokenize("▁" + word)]


def test_a_frequent_word_becomes_one_piece_with_the_mean_vector(encoder):
    import torch
    from tokenizers import Tokenizer

    from pipeline.training.torch_model import new_model
    from pipeline.training.vocabulary import add_words

    old = Tokenizer.from_file(str(TOKENIZER))
    parts = [piece.id for piece in old.model.tokenize("▁الفيتنامية")]
    assert len(parts) > 1
    model = new_model(str(encoder), 40)
    expected = model.get_input_embeddings().weight[parts].mean(0).clone()
    new = Tokenizer.from_str(add_words(model, TOKENIZER, ["في", "الفيتنامية", "سون"], most=2))
    assert pieces(new, "الفيتنامية") == ["▁الفيتنامية"]
    assert torch.equal(model.get_input_embeddings().weight[18_009], expected)
    assert model.config.vocab_size == len(model.get_input_embeddings().weight) == new.get_vocab_size()
    for word in ("في", "وقال", "نجوين", "2023"):
        assert pieces(new, word) == pieces(old, word)


def test_files_count_the_same_and_words_with_particles_are_left(tmp_path):
    from pipeline.training.vocabulary import frequent_words

    (tmp_path / "large.txt").write_text("قال وقال قال قالت بلدية\n" * 100, encoding="utf-8")
    (tmp_path / "small.txt").write_text("هانوي وهانوي هانوي\n", encoding="utf-8")
    found = frequent_words([tmp_path / "large.txt", tmp_path / "small.txt"])
    assert found == ["هانوي", "قال", "قالت", "بلدية"]

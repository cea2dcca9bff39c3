"""Masked-language-model training on plain text, on an encoder so small that it takes seconds."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import resources
from pipeline.errors import UsageError
from pipeline.ner.pieces import Pieces

pytest.importorskip("torch", reason="training needs the extra `train`")

RECIPE = """
encoder = "{encoder}"
window_pieces = 32
pieces = 2000
masked_words = 0.2
batch_windows = 8
learning_rate = 1e-2
warmup = 0.1
weight_decay = 0.0
seed = 1
"""


@pytest.fixture
def recipe(tmp_path, encoder):
    file = tmp_path / "recipe.toml"
    file.write_text(RECIPE.format(encoder=encoder), encoding="utf-8")
    return file


def test_an_encoder_changes_and_can_be_trained_on(tmp_path, encoder, recipe):
    from transformers import AutoModel

    from pipeline.training.run import pretrain_encoder
    from pipeline.training.torch_model import new_model

    text = tmp_path / "text.txt"
    text.write_text("زار الرئيس هانوي صباح اليوم\n\n" * 60, encoding="utf-8")
    pretrain_encoder(recipe, [text], tmp_path / "out")
    before, after = (AutoModel.from_pretrained(folder).encoder.state_dict() for folder in (encoder, tmp_path / "out"))
    assert any(not before[name].equal(after[name]) for name in before)
    assert new_model(str(tmp_path / "out"), 40).config.num_labels == 13
    assert (tmp_path / "out" / "tokenizer.json").is_file()


def test_a_file_that_is_no_text_is_named(tmp_path, recipe):
    from pipeline.training.run import pretrain_encoder

    (tmp_path / "picture.txt").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(UsageError, match=r"picture\.txt"):
        pretrain_encoder(recipe, [tmp_path / "picture.txt"], tmp_path / "out")


def test_small_files_take_turns_with_large_ones(tmp_path):
    from pipeline.training.pretrain import paragraphs

    (tmp_path / "large").write_text("كبير\n" * 100, encoding="utf-8")
    (tmp_path / "small").write_text("صغير\n" * 3, encoding="utf-8")
    found = list(paragraphs([tmp_path / "large", tmp_path / "small"], seed=1))
    assert "صغير" not in found[6:]
    assert len(found) == 103


@cache
def shipped():
    from pipeline.training.recipe import load_pretrain

    recipe = load_pretrain(resources.folder("configs") / "pretrain.toml")
    return recipe, Pieces(resources.folder("models") / "encoder" / "tokenizer.json")


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(10, 99), min_size=1, max_size=12).map(tuple)))
def test_windows_hold_all_words_whole_and_in_order(words):
    from pipeline.training.pretrain import cut

    recipe, pieces = shipped()
    read = []
    for window in cut(words, recipe, pieces):
        assert len(window["input_ids"]) == len(window["words"]) <= recipe.window_pieces
        inner = list(zip(window["words"], window["input_ids"], strict=True))[1:-1]
        read += [tuple(piece for number, piece in inner if number == wanted) for wanted in range(1, inner[-1][0] + 1)]
    assert read == words

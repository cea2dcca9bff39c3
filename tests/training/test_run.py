"""A whole training run, on an encoder so small that it takes seconds."""

import json

import numpy as np
import pytest

from pipeline.errors import UsageError

pytest.importorskip("torch", reason="training needs the extra `train`")

RECIPE = """
encoder = "{encoder}"
window_pieces = 40
packings = 2
retellings = 1
epochs = 2
batch_windows = 4
learning_rate = 1e-3
head_learning_rate = 1e-2
warmup = 0.1
weight_decay = 0.0
masked_pieces = 0.1
seed = 1
"""


@pytest.fixture
def files(tmp_path, encoder, gold):
    (tmp_path / "recipe.toml").write_text(RECIPE.format(encoder=encoder), encoding="utf-8")
    return tmp_path


def train(files, out="model"):
    from pipeline.training.run import train_model

    train_model(files / "recipe.toml", [files / "gold.jsonl"], files / "gold.jsonl", files / out, None)
    return files / out


def test_training_makes_a_folder_that_extraction_loads_and_training_goes_on_from(files):
    from pipeline.ner import load_recognizer
    from pipeline.ner.runtime import Model
    from pipeline.training.torch_model import PieceClassifier, TorchModel, load_model

    folder = train(files)
    assert json.loads((folder / "training.json").read_text())["recipe"]["window_pieces"] == 40
    load_recognizer(folder)
    pieces = np.arange(5, 25)
    firsts = np.arange(1, 19, 2)
    torch_scores = TorchModel(PieceClassifier(load_model(folder)), 40).scores(pieces, firsts)
    assert np.abs(Model(folder, 1).scores(pieces, firsts) - torch_scores).max() < 0.1 * np.abs(torch_scores).max()
    (files / "recipe.toml").write_text(RECIPE.format(encoder=folder), encoding="utf-8")
    assert (train(files, "further") / "model.onnx").is_file()


def test_a_finished_run_is_not_trained_again(files):
    first = (train(files) / "model.safetensors").read_bytes()
    assert (train(files) / "model.safetensors").read_bytes() == first


@pytest.mark.parametrize(
    ("change", "message"),
    [("epochs = 2\n", "epochs"), ("epochs = 2", "epochs = 0"), ("seed = 1", "seed = 1\nsede = 2")],
)
def test_a_recipe_that_cannot_be_read_says_what_it_needs(files, change, message):
    recipe = files / "recipe.toml"
    new = "" if message == "epochs" else message
    recipe.write_text(recipe.read_text("utf-8").replace(change, new), encoding="utf-8")
    with pytest.raises(UsageError, match=message.split("=")[0].split("\n")[-1].strip()):
        train(files)


def test_public_sets_need_their_folder(files):
    public = '[public]\nepochs = 1\n[[public.sets]]\nname = "a"\nfiles = ["a.conll"]\nlabels = { PERS = "PER" }\n'
    with (files / "recipe.toml").open("a", encoding="utf-8") as file:
        file.write(public)
    with pytest.raises(UsageError, match="--public"):
        train(files)

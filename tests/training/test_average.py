"""The mean of models."""

import pytest

from pipeline.errors import UsageError

pytest.importorskip("torch", reason="training needs the extra `train`")


def made(encoder, folder, value):
    import shutil

    import torch

    from pipeline.training.torch_model import new_model

    model = new_model(str(encoder), 40)
    with torch.no_grad():
        model.classifier.bias.fill_(value)
    model.save_pretrained(folder)
    shutil.copy(encoder / "tokenizer.json", folder)
    return folder


def test_the_mean_of_models_runs(tmp_path, encoder, gold):
    from pipeline.ner import load_recognizer
    from pipeline.training.run import average_models
    from pipeline.training.torch_model import load_model

    folders = [made(encoder, tmp_path / str(value), value) for value in (1.0, 2.0, 6.0)]
    average_models(folders, gold, tmp_path / "mean")
    assert load_model(tmp_path / "mean").classifier.bias.tolist() == [3.0] * 13
    load_recognizer(tmp_path / "mean")


def test_models_with_other_pieces_have_no_mean(tmp_path, encoder):
    from pipeline.training.average import average

    one, other = (made(encoder, tmp_path / name, 1.0) for name in ("one", "other"))
    with (other / "tokenizer.json").open("a") as file:
        file.write(" ")
    with pytest.raises(UsageError, match="another kind of model"):
        average([one, other])

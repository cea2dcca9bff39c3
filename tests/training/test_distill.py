"""A student taught by a teacher, both so small that it takes seconds."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")

RECIPE = """
teacher = "{teacher}"
layers = 1
window_pieces = 64
retellings = 1
words = 100
epochs = 1
batch_windows = 4
learning_rate = 1e-2
warmup = 0.1
weight_decay = 0.0
masked_pieces = 0.1
seed = 1
"""


@pytest.fixture
def teacher(tmp_path, encoder):
    from pipeline.training.export import export
    from pipeline.training.torch_model import PieceClassifier, new_model

    model = new_model(str(encoder), 64)
    export(model, PieceClassifier(model), encoder / "tokenizer.json", tmp_path / "teacher", sample=[])
    return tmp_path / "teacher"


def test_a_student_is_a_model_that_extraction_loads(tmp_path, teacher, gold):
    from pipeline.ner import load_recognizer
    from pipeline.ner.runtime import Model
    from pipeline.training.run import distill_model
    from pipeline.training.student import Student, StudentClassifier
    from pipeline.training.torch_model import TorchModel

    (tmp_path / "recipe.toml").write_text(RECIPE.format(teacher=teacher), encoding="utf-8")
    text = tmp_path / "plain.txt"
    text.write_text("زار الرئيس هانوي صباح اليوم\n" * 30, encoding="utf-8")
    distill_model(tmp_path / "recipe.toml", [gold], gold, [text], tmp_path / "student")
    load_recognizer(tmp_path / "student")
    network = StudentClassifier(Student.from_pretrained(tmp_path / "student").float()).train(False)
    for firsts in (np.arange(1, 30, 2), np.array([1]), np.array([1, 2, 7])):
        pieces = np.arange(5, 7 + firsts[-1])
        expected = TorchModel(network, 64).scores(pieces, firsts)
        found = Model(tmp_path / "student", 1).scores(pieces, firsts)
        assert found.shape == expected.shape == (len(firsts), 13)
        assert np.abs(found - expected).max() < 0.1 * np.abs(expected).max()


def test_plain_text_is_read_up_to_a_number_of_words(tmp_path):
    from pipeline.training.lessons import stretches

    text = tmp_path / "plain.txt"
    text.write_text("واحد اثنان ثلاثة\n" * 1000, encoding="utf-8")
    found = list(stretches([text], 900, seed=1))
    assert [len(part.split()) for part in found] == [300, 300, 300]
    assert list(stretches([], 900, seed=1)) == []

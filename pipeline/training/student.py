"""The student: the teacher's first layers, reading units (words, numbers, signs) instead of sub-word pieces.

A unit's vector is made of its first and last piece and the mean of all, so that attached particles and endings are
seen. Layers then run over units, of which there are fewer than pieces. The lowest layers are kept since those above
build on them (Sajjad et al. 2020); at first a unit's vector is the mean of its pieces', which for a word of one piece
is what the layers know already.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel, PreTrainedModel
from transformers.modeling_outputs import TokenClassifierOutput

from pipeline.training.one_window import OneWindow, RowVectors
from pipeline.training.recipe import DistillRecipe


class StudentConfig(BertConfig):
    """The shape of a student: that of its teacher with fewer layers."""

    model_type = "jisr-student"


class Student(PreTrainedModel):
    """Label scores of units from the pieces of windows."""

    config_class = StudentConfig
    base_model_prefix = "body"

    def __init__(self, config: StudentConfig) -> None:
        super().__init__(config)
        self.body = BertModel(config, add_pooling_layer=False)
        self.word = nn.Linear(3 * config.hidden_size, config.hidden_size)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)
        self.classifier = nn.Linear(config.hidden_size, config.num_labels)
        self.post_init()

    def forward(self, input_ids: Tensor, firsts: Tensor, ends: Tensor, attention_mask: Tensor) -> TokenClassifierOutput:
        """Scores (windows x units x labels).

        `input_ids` are the pieces of all windows in a row; `firsts` and `ends` say where in them each unit's pieces
        begin and end, half-open; `attention_mask` (windows x units) has 1 where a window has such a unit.
        """
        units = self.units(self.body.get_input_embeddings()(input_ids), firsts, ends)
        padded = units.new_zeros(*attention_mask.shape, units.shape[-1])
        padded[attention_mask.bool()] = units
        states = self.body(inputs_embeds=padded, attention_mask=attention_mask).last_hidden_state
        return TokenClassifierOutput(logits=self.classifier(self.dropout(states)))

    def units(self, vectors: Tensor, firsts: Tensor, ends: Tensor) -> Tensor:
        """Vectors (units x width) of units out of those of their pieces (pieces x width)."""
        sums = nn.functional.pad(vectors.cumsum(0), (0, 0, 1, 0))
        mean = (sums.index_select(0, ends) - sums.index_select(0, firsts)) / (ends - firsts).unsqueeze(-1)
        edges = vectors.index_select(0, firsts), vectors.index_select(0, ends - 1)
        units: Tensor = self.word(torch.cat([edges[0], mean, edges[1]], dim=-1))
        return units


class StudentClassifier(nn.Module):
    """A student as the recognizer asks it: one window in, scores of its units out.

    It holds the vectors of pieces as they are when it is made.
    """

    def __init__(self, student: Student) -> None:
        super().__init__()
        self._student, self._window = student, OneWindow(student.body)
        self._vectors = RowVectors(student.body.get_input_embeddings())

    def forward(self, input_ids: Tensor, firsts: Tensor) -> Tensor:
        """Scores (units x labels) of a window whose units follow one another up to the piece that ends it."""
        ends = torch.cat([firsts[1:], torch.ones_like(firsts[:1]) * (input_ids.shape[0] - 1)])
        units = self._student.units(self._vectors(input_ids), firsts, ends)
        scores: Tensor = self._student.classifier(self._window(units))
        return scores


def new_student(recipe: DistillRecipe, teacher: PreTrainedModel) -> Student:
    """A student with the weights of a `BertForTokenClassification`, up to the recipe's number of layers."""
    shape = teacher.config.to_dict() | {"num_hidden_layers": recipe.layers, "window_pieces": recipe.window_pieces}
    student = Student(StudentConfig(**shape))
    student.body.load_state_dict(teacher.base_model.state_dict(), strict=False)  # it has more layers
    student.classifier.load_state_dict(teacher.classifier.state_dict())
    width = student.config.hidden_size
    with torch.no_grad():
        student.word.weight.zero_()
        student.word.weight[:, width : 2 * width] = torch.eye(width)
        student.word.bias.zero_()
    return student

"""ANERcorp, the public benchmark of Arabic NER: `python -m tests.benchmarks.anercorp FOLDER ENCODER [SEED]`.

FOLDER holds `train.conll` and `test.conll` of the CAMeL Lab split (token and tag a line; PERS, LOC, ORG, MISC), ENCODER
is a folder of models/ or another one with a BERT encoder or a model fine-tuned from it. The encoder is fine-tuned on
train as it is and scored on test by seqeval (default mode, entities, micro), as in the published figures. Test is read
once, after the last step; nothing is chosen on it. Needs the extra `train`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import torch
from datasets import Dataset
from seqeval.metrics import classification_report
from transformers import AutoConfig, AutoModelForTokenClassification, PreTrainedModel, Trainer, TrainingArguments

from pipeline import resources
from pipeline.ner.pieces import Pieces
from pipeline.ner.units import Unit
from pipeline.training.encoder import is_packed, load_encoder
from pipeline.training.examples import IGNORED

EPOCHS, BATCH, RATE, HEAD_RATE, HIDDEN, WINDOW = 5, 8, 2e-4, 1e-3, 0.1, 160
TAGS = ("O", *(f"{prefix}-{kind}" for kind in ("PERS", "LOC", "ORG", "MISC") for prefix in "BI"))
PUBLISHED = {"CAMeLBERT-MSA (110 M)": 82.4, "CAMeLBERT-mix, the best of that family (110 M)": 82.6}
Sentence = list[tuple[str, str]]


def main() -> None:
    """Fine-tune, score, and print the report beside the published figures."""
    data, encoder = Path(sys.argv[1]), _folder(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    pieces = Pieces(encoder / "tokenizer.json")
    model = _model(encoder)
    _train(model, _windows(_sentences(data / "train.conll"), pieces), pieces, seed)
    gold, found = _tags(model, _windows(_sentences(data / "test.conll"), pieces))
    millions = sum(parameter.numel() for parameter in model.parameters()) / 1e6
    print(f"{encoder.name}, {millions:.1f} M parameters, seed {seed}; seqeval, default mode")
    print(classification_report(gold, found, digits=4))
    for name, f1 in PUBLISHED.items():
        print(f"published: {name} {f1}")


def _folder(name: str) -> Path:
    shipped = resources.folder("models") / name
    return shipped if shipped.is_dir() else Path(name)


def _model(encoder: Path) -> PreTrainedModel:
    torch.manual_seed(0)  # the head
    names = dict(enumerate(TAGS))
    config = AutoConfig.from_pretrained(encoder, id2label=names, label2id={tag: i for i, tag in names.items()})
    if not is_packed(str(encoder)):
        return AutoModelForTokenClassification.from_pretrained(
            encoder, config=config, ignore_mismatched_sizes=True, dtype=torch.float32
        )
    model: PreTrainedModel = AutoModelForTokenClassification.from_config(config)
    model.base_model.load_state_dict(load_encoder(str(encoder)).state_dict())
    return model


def _sentences(file: Path) -> Iterator[Sentence]:
    for block in file.read_text(encoding="utf-8").split("\n\n"):
        if rows := [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]:
            yield [(token, tag) for token, tag in rows]


def _windows(sentences: Iterator[Sentence], pieces: Pieces) -> list[dict[str, list[int]]]:
    """Sentences in a row, as many as fit, for the context; a longer one is cut."""
    windows: list[dict[str, list[int]]] = []
    for sentence in sentences:
        ids, labels = _encoded(sentence, pieces)
        for start in range(0, len(ids), WINDOW):
            part = {"input_ids": ids[start : start + WINDOW], "labels": labels[start : start + WINDOW]}
            if windows and len(windows[-1]["input_ids"]) + len(part["input_ids"]) <= WINDOW:
                for key, values in part.items():
                    windows[-1][key] += values
            else:
                windows.append(part)
    ends = {"input_ids": (pieces.begin, pieces.end), "labels": (IGNORED, IGNORED)}
    return [{key: [ends[key][0], *window[key], ends[key][1]] for key in window} for window in windows]


def _encoded(sentence: Sentence, pieces: Pieces) -> tuple[list[int], list[int]]:
    text, units = "", []
    for token, _ in sentence:
        units.append(Unit(len(text), len(text) + len(token), glued=False))
        text += token + " "
    found = pieces.of(text, units)
    labels = ([TAGS.index(tag)] + [IGNORED] * (len(ids) - 1) for (_, tag), ids in zip(sentence, found, strict=True))
    return list(chain.from_iterable(found)), list(chain.from_iterable(labels))


def _train(model: PreTrainedModel, windows: list[dict[str, list[int]]], pieces: Pieces, seed: int) -> None:
    head = {id(parameter) for parameter in model.classifier.parameters()}
    body = [parameter for parameter in model.parameters() if id(parameter) not in head]
    groups = [{"params": body}, {"params": list(model.classifier.parameters()), "lr": HEAD_RATE}]
    draw = torch.Generator().manual_seed(seed)

    def batch(rows: Sequence[dict[str, list[int]]]) -> dict[str, torch.Tensor]:
        ids = _padded([row["input_ids"] for row in rows], pieces.padding)
        hidden = (torch.rand(ids.shape, generator=draw) < HIDDEN) & (ids != pieces.padding)
        mask = (ids != pieces.padding).long()
        labels = _padded([row["labels"] for row in rows], IGNORED)
        return {"input_ids": ids.masked_fill(hidden, pieces.mask), "attention_mask": mask, "labels": labels}

    with tempfile.TemporaryDirectory() as folder:
        arguments = TrainingArguments(
            output_dir=folder,
            num_train_epochs=EPOCHS,
            per_device_train_batch_size=BATCH,
            learning_rate=RATE,
            warmup_steps=0.1,
            bf16=True,
            use_cpu=not torch.cuda.is_available(),
            seed=seed,
            save_strategy="no",
            logging_steps=50,
            disable_tqdm=True,
        )
        data = Dataset.from_list(windows)
        optimizer = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
        Trainer(model, arguments, data_collator=batch, train_dataset=data, optimizers=(optimizer, None)).train()


def _padded(rows: Sequence[list[int]], value: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [value] * (longest - len(row)) for row in rows])


def _tags(model: PreTrainedModel, windows: list[dict[str, list[int]]]) -> tuple[list[list[str]], list[list[str]]]:
    """Gold and found tags of each window; an entity never crosses windows, but for a sentence that is too long."""
    gold, found = [], []
    model.train(False)
    for window in windows:
        with torch.inference_mode():
            best = model(input_ids=torch.tensor([window["input_ids"]])).logits[0].argmax(-1).tolist()
        places = [i for i, label in enumerate(window["labels"]) if label != IGNORED]
        gold.append([TAGS[window["labels"][i]] for i in places])
        found.append([TAGS[best[i]] for i in places])
    return gold, found


if __name__ == "__main__":
    main()

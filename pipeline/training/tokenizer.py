"""Train the tokenizer and the clitic expander from a CoNLL-U file, export them, and measure them on held-out text."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import torch
from stanza.models import mwt_expander, tokenizer
from stanza.models.common.utils import set_random_seed, ud_scores
from stanza.models.tokenization.data import DataLoader
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.utils import load_mwt_dict

from pipeline.document import Document
from pipeline.text.stanza_tagger import stanza_pipeline
from pipeline.text.tokenize import load_tokenizer
from pipeline.training.clitics import Ranker, count_words
from pipeline.training.tokenizer_config import TaggerSettings, TokenizerConfig
from pipeline.training.tokenizer_data import (
    TreeSentence,
    read_conllu,
    split_by_document,
    vary_punctuation,
    write_stanza,
)
from pipeline.training.tokenizer_export import FEATURES, export_expander, export_tokenizer
from pipeline.training.tokenizer_silver import label_documents

Scores = dict[str, dict[str, float]]


def train_tokenizer(
    conllu: Path,
    config: TokenizerConfig,
    output: Path,
    *,
    plain: Sequence[Path] = (),
    annotated: Iterable[Document] = (),
) -> Scores:
    """Train on a treebank and write `tokenizer.{pt,onnx}`, `mwt.{pt,onnx}` and `scores.json` into `output`.

    `plain` are text files, one paragraph a line: their words are counted, and some of their sentences, with those of
    the `annotated` documents, are labelled and trained on as well (tokenizer_silver.py). Without them the treebank
    alone is used. Returns the figures of the treebank's held-out documents in percent, as in `scores.json`: dressed
    as in training (`vary_punctuation`), and as printed.
    Raises JisrError where the treebank cannot be read.
    """
    parts = split_by_document(read_conllu(conllu))
    printed = parts["test"]
    parts = {name: [vary_punctuation(sentence) for sentence in part] for name, part in parts.items()}
    torch.set_num_threads(1)
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        held_out = {"dev": parts["dev"], "test": parts["test"], "test_as_printed": printed}
        for name, part in held_out.items():
            write_stanza(part, work / name)
        train = parts["train"]
        if plain:
            write_stanza(train, work / "train")
            _train(work, config, config.tokenizer.first_steps, output)
            silver = _silver(train, config, output, plain, annotated)
            train = train * config.silver.treebank_copies + silver
        write_stanza(train, work / "train")
        _train(work, config, config.tokenizer.steps, output)
        scores = {name: score(output, work / name) for name in held_out}
    (output / "scores.json").write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")
    return scores


def score(models: Path, stem: Path) -> dict[str, float]:
    """F1 in percent of tokens, sentences and words, by stanza's copy of the CoNLL 2018 metric, from raw text.

    `stem` names a pair of files, `STEM.txt` and `STEM.conllu`; stanza itself reads the text, in its own paragraphs.
    """
    read = stanza_pipeline(models)(stem.with_suffix(".txt").read_text(encoding="utf-8"))
    figures: Any = ud_scores(str(stem.with_suffix(".conllu")), io.StringIO(f"{read:C}\n\n"))
    return {name.lower(): round(100 * figures[name].f1, 2) for name in ("Tokens", "Sentences", "Words")}


def _silver(
    train: list[TreeSentence],
    config: TokenizerConfig,
    first: Path,
    plain: Sequence[Path],
    annotated: Iterable[Document],
) -> list[TreeSentence]:
    documents = list(annotated)
    counts = count_words(chain(_lines(plain), (document.text for document in documents)))
    ranker = Ranker(train, counts, config.seed)
    # every nth paragraph, so that each file gives its share
    step = max(sum(counts.values()) // config.silver.words, 1)
    chosen = (line for number, line in enumerate(_lines(plain)) if number % step == 0)
    documents += [Document(id=f"plain-{number}", text=line) for number, line in enumerate(chosen)]
    return list(label_documents(documents, load_tokenizer(first), ranker))


def _lines(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())


def _train(work: Path, config: TokenizerConfig, steps: int, output: Path) -> None:
    common = ["--lang", "ar", "--shorthand", "ar_jisr", "--cpu", "--seed", str(config.seed), "--save_dir", str(work)]
    _train_tagger(work, config.tokenizer, steps, common)
    expander = {
        "train_file": work / "train.conllu",
        "eval_file": work / "dev.conllu",
        "gold_file": work / "dev.conllu",
        "num_epoch": config.expander.epochs,
        "save_name": "mwt.pt",
    }
    mwt_expander.main([*common, *_options(expander), "--force_exact_pieces"])
    for name in ("tokenizer.pt", "mwt.pt"):
        _copy_without_paths(work / name, output / name)
    export_tokenizer(output / "tokenizer.pt", output / "tokenizer.onnx")
    export_expander(output / "mwt.pt", output / "mwt.onnx")


def _copy_without_paths(source: Path, target: Path) -> None:
    """Copy a model of stanza, of whose settings only the names of files are kept: folders say nothing elsewhere."""
    model = torch.load(source, weights_only=False, map_location="cpu")
    settings = model["config"].items()
    model["config"] = {k: Path(v).name if isinstance(v, str) and v.startswith("/") else v for k, v in settings}
    torch.save(model, target)


def _train_tagger(work: Path, settings: TaggerSettings, steps: int, common: list[str]) -> None:
    """stanza's own training step, under a rate that falls linearly to nothing; the last weights are kept.

    stanza's loop keeps the rate and chooses a step by scores in which the clitics hardly count.
    """
    chosen = {
        "hidden_dim": settings.hidden,
        "max_seqlen": settings.paragraph,
        "dropout": settings.dropout,
        "unit_dropout": settings.unknown,
    }
    args = tokenizer.parse_args(common + _options(chosen))
    args |= {"feat_funcs": FEATURES, "feat_dim": len(FEATURES), "num_dict_feat": 0}
    set_random_seed(args["seed"])
    clitics = load_mwt_dict(str(work / "train.mwt.json"))
    files = {"txt": str(work / "train.txt"), "label": str(work / "train.labels")}
    batches = DataLoader(
        args, input_files=files, mwt_expansions={token: words for token, (words, _) in clitics.items()}
    )
    args |= {"vocab_size": len(batches.vocab), "use_mwt": True}
    trainer = Trainer(args=args, vocab=batches.vocab, device="cpu")
    for step in range(steps):
        trainer.change_lr(args["lr0"] * (1 - step / steps))
        trainer.update(batches.next(unit_dropout=args["unit_dropout"], feat_unit_dropout=args["feat_unit_dropout"]))
        if step % args["shuffle_steps"] == 0:
            batches.shuffle()
    trainer.save(str(work / "tokenizer.pt"))


def _options(values: Mapping[str, object]) -> list[str]:
    return [part for name, value in values.items() for part in (f"--{name}", str(value))]

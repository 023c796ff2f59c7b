"""From the data folder to a model folder: `python -m training --data DIR --wordnet DIR --out DIR`."""

import argparse
import json
import time
from dataclasses import asdict, fields
from pathlib import Path

from .data import key, read_pairs, split, without
from .evaluate import Static, held_out, load, show
from .export import save_onnx
from .join import joined
from .relations import made_up_facts
from .tokenizer import save_tokenizer
from .train import Settings, learn_tables, measure, prepare
from .wordnet import wordnet_pairs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--wordnet", type=Path, required=True, help="folder of WordNet's data.noun, data.verb …")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--tables", type=Path, help="where the tokenizer and tables are kept; what is there is not learned again"
    )
    parser.add_argument("--settings", type=json.loads, default={}, help="JSON, over those in train.py")
    parser.add_argument(
        "--whole", action="store_true", help="train on the development pairs too, but the Tatoeba questions"
    )
    options = parser.parse_args()
    unknown = set(options.settings) - {f.name for f in fields(Settings)}
    if unknown:
        parser.error(f"no such setting: {', '.join(sorted(unknown))}")
    settings = Settings(**(asdict(Settings()) | options.settings))
    start = time.time()

    def log(line: str) -> None:
        print(line, flush=True)

    log(json.dumps(asdict(settings)))
    everything = read_pairs(options.data, wordnet_pairs(options.wordnet) + made_up_facts())
    groups, development = split(everything)
    if options.whole:
        # The Tatoeba questions stay out, so that there is a figure on questions never trained on.
        development = {"questions": development["questions"]}
        kept_out = {key(text) for pair in development["questions"] for text in (pair.left, pair.right)}
        groups = without(everything, kept_out)
    for name, pairs in groups.items():
        log(f"{name:12} {len(pairs):8,} pairs")
    kept = options.tables or options.out.with_name(options.out.name + ".tables")
    prepared = prepare(groups, settings, kept)
    log(f"prepared in {time.time() - start:.0f} s, {prepared.tokenizer.get_vocab_size()} tokens")

    tables = learn_tables(prepared, settings, kept, development, log)
    for name, table in zip(settings.tables, tables, strict=True):
        log(f"a table of {name}, on pairs kept out of training")
        log(show(measure(Static(prepared.tokenizer, table), development)))
    table = joined(tables, prepared.frequency, settings.dimension)
    save_tokenizer(prepared.tokenizer, options.out, settings.dimension)
    save_onnx(table, options.out / "onnx" / "model_quantized.onnx")
    log("the model, on pairs kept out of training")
    model = load(options.out)
    log(show(measure(model, development)))
    log("held-out sets")
    log(show(held_out(model, options.data / "heldout")))
    size = sum(path.stat().st_size for path in options.out.rglob("*") if path.is_file())
    log(f"{size / 1e6:.2f} MB, {time.time() - start:.0f} s in all")


if __name__ == "__main__":
    main()

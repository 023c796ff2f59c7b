"""Retrieval figures on the held-out sets, or on any set of questions and passages."""

import argparse
import json
import re
from pathlib import Path

import numpy as np
import scipy.sparse
from tokenizers import Tokenizer

from .data import key, rows
from .export import read_table

CANDIDATES = 50
LATE, LEXICAL = 0.6, 0.3
# Texts of the same tokens in another order have one vector, but for rounding.
TIE = 1e-6


class Static:
    """A table of token vectors and its tokenizer: all there is to a model."""

    def __init__(self, tokenizer: Tokenizer, table: np.ndarray):
        self.tokenizer = tokenizer
        self.table = table.astype(np.float32)
        norms = np.linalg.norm(self.table, axis=1)
        self.norms = norms
        self.unit = self.table / np.maximum(norms, 1e-9)[:, None]

    def tokens(self, texts: list[str]) -> list[np.ndarray]:
        encoded = self.tokenizer.encode_batch_fast(texts, add_special_tokens=False)
        return [np.array(e.ids, np.int32) for e in encoded]

    def vectors(self, tokens: list[np.ndarray]) -> np.ndarray:
        ends = np.concatenate([[0], np.cumsum([len(ids) for ids in tokens])])
        ids = np.concatenate(tokens)
        counts = scipy.sparse.csr_matrix(
            (np.ones(len(ids), np.float32), ids, ends), shape=(len(tokens), len(self.table))
        )
        sums = counts @ self.table
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", key(text))


class Lexical:
    """BM25 over words without accents, k1 = 1.2, b = 0.75."""

    def __init__(self, passages: list[str]):
        self.place: dict[str, int] = {}
        entries = [[self.place.setdefault(w, len(self.place)) for w in words(text)] for text in passages]
        lengths = np.array([len(entry) for entry in entries])
        owner = np.repeat(np.arange(len(entries)), lengths)
        column = np.array([place for entry in entries for place in entry])
        counts = scipy.sparse.coo_matrix(
            (np.ones(len(column), np.float32), (owner, column)), shape=(len(entries), len(self.place))
        ).tocsr()
        holding = np.bincount(counts.indices, minlength=len(self.place))
        rarity = np.log(1 + (len(entries) - holding + 0.5) / (holding + 0.5))
        length = np.repeat(lengths / lengths.mean(), np.diff(counts.indptr))
        counts.data *= 2.2 / (counts.data + 1.2 * (0.25 + 0.75 * length)) * rarity[counts.indices]
        self.weights = counts.T.tocsr()

    def scores(self, questions: list[str]) -> np.ndarray:
        entries = [sorted({self.place[w] for w in words(q) if w in self.place}) for q in questions]
        ends = np.concatenate([[0], np.cumsum([len(entry) for entry in entries])])
        column = np.array([place for entry in entries for place in entry], int)
        asked = scipy.sparse.csr_matrix(
            (np.ones(len(column), np.float32), column, ends), shape=(len(entries), len(self.place))
        )
        return (asked @ self.weights).toarray()


def ranks(scores: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Rank of the right passage of each question, from 0; ties count against it, rounding aside."""
    own = scores[np.arange(len(scores)), right]
    return (scores >= own[:, None] - TIE).sum(1) - 1


def recalls(rank: np.ndarray, at: tuple[int, ...] = (1, 5, 10)) -> list[float]:
    return [round(100 * float((rank < k).mean()), 1) for k in at]


def retrieval(model: Static, asked: list[str], told: list[str], right: np.ndarray, lexical: bool = True):
    """Recall by cosine, by BM25, with late interaction on the best 50, and with BM25 beside both."""
    question_tokens, passage_tokens = model.tokens(asked), model.tokens(told)
    cosines = model.vectors(question_tokens) @ model.vectors(passage_tokens).T
    figures = {"dense": recalls(ranks(cosines, right))}
    words_found = Lexical(told).scores(asked) if lexical else np.zeros_like(cosines)
    if lexical:
        figures["bm25"] = recalls(ranks(words_found, right))
    relative = words_found / np.maximum(words_found.max(1, keepdims=True), 1e-9)
    passage_sets = [np.unique(ids) for ids in passage_tokens]
    late_ranks, all_ranks = [], []
    for i, ids in enumerate(question_tokens):
        by_meaning = np.argpartition(-cosines[i], min(CANDIDATES, len(told) - 1))[:CANDIDATES]
        by_words = np.argsort(-words_found[i])[:CANDIDATES]
        chosen = np.union1d(by_meaning, by_words[words_found[i][by_words] > 0])
        late = max_sim(model, np.unique(ids), [passage_sets[j] for j in chosen])
        score = cosines[i][chosen] + LATE * late
        late_ranks.append(
            rank_of(score[np.isin(chosen, by_meaning)], chosen[np.isin(chosen, by_meaning)], right[i])
        )
        all_ranks.append(rank_of(score + LEXICAL * relative[i][chosen], chosen, right[i]))
    figures["late"] = recalls(np.array(late_ranks))
    if lexical:
        figures["all"] = recalls(np.array(all_ranks))
    return figures


def rank_of(scores: np.ndarray, chosen: np.ndarray, right: int) -> int:
    own = scores[chosen == right]
    return int((scores > own[0]).sum()) if len(own) else 1000


def max_sim(model: Static, asked: np.ndarray, passages: list[np.ndarray]) -> np.ndarray:
    told = np.concatenate(passages)
    some, place = np.unique(told, return_inverse=True)
    similar = (model.unit[asked] @ model.unit[some].T)[:, place]
    starts = np.cumsum([0] + [len(ids) for ids in passages[:-1]])
    best = np.maximum(np.maximum.reduceat(similar, starts, axis=1), 0)
    weights = model.norms[asked]
    return weights @ best / weights.sum()


def translation(model: Static, left: list[str], right: list[str]) -> list[float]:
    """Share of texts whose nearest neighbour on the other side is their translation, both ways."""
    cosines = model.vectors(model.tokens(left)) @ model.vectors(model.tokens(right)).T
    own = np.arange(len(left))
    return [recalls(ranks(cosines, own), (1,))[0], recalls(ranks(cosines.T, own), (1,))[0]]


def unique(passages: list[str]) -> tuple[list[str], np.ndarray]:
    place: dict[str, int] = {}
    right = np.array([place.setdefault(text, len(place)) for text in passages])
    return list(place), right


def held_out(model: Static, folder: Path) -> dict:
    table = {path.stem: list(rows(path)) for path in sorted(folder.glob("*.tsv"))}
    figures: dict = {}
    for name in ("tatoeba_laser", "flores_devtest"):
        left, right = zip(*table[name])
        figures[name] = {"dense": translation(model, list(left), list(right))}
    asked, told = zip(*table["squad_dev_q_sentence_en"])
    passages, right = unique(list(told))
    # 2,000 questions evenly from all 10,570, against all sentences.
    some = np.linspace(0, len(asked) - 1, 2000).astype(int)
    figures["squad"] = retrieval(model, [asked[i] for i in some], passages, right[some])
    asked, told = zip(*table["piaf_heldout_q_paragraph_fr"])
    passages, right = unique(list(told))
    figures["piaf"] = retrieval(model, list(asked), passages, right)
    for name in ("laws_heldout_heading_text", "covid_faq_bilingual"):
        french, english, french_text, english_text = (list(c) for c in zip(*table[name]))
        for asked, ask in ((french, "fr"), (english, "en")):
            for told, tell in ((french_text, "fr"), (english_text, "en")):
                passages, right = unique(told)
                figures[f"{name.split('_')[0]} {ask}-{tell}"] = retrieval(model, asked, passages, right)
    return figures


def load(folder: Path) -> Static:
    """A model as it is written, in four bits a number or, as the first one is, in eight."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder / "onnx" / "model_quantized.onnx")).graph
    values = {value.name: numpy_helper.to_array(value) for value in graph.initializer}
    if "codes" in values:
        table = read_table(values["codes"], values["book"], values["scale"])
    else:
        table = values["table"].astype(np.float32) * values["scale"]
    return Static(Tokenizer.from_file(str(folder / "tokenizer.json")), table)


def show(figures: dict) -> str:
    lines = []
    for name, kinds in figures.items():
        cells = [f"{kind} {'/'.join(f'{value:.1f}' for value in values)}" for kind, values in kinds.items()]
        lines.append(f"{name:16} " + "  ".join(cells))
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure a finished model on the held-out sets.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result = held_out(load(options.model), options.data / "heldout")
    print(show(result))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")

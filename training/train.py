"""Training: contrast over batches of pairs, of means and of tokens."""

import math
import multiprocessing
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer

from .batches import ENGLISH_FRAMES, FRENCH_FRAMES, Group, Sampler, Texts
from .data import Pair
from .evaluate import Static, retrieval, show, translation, unique
from .model import Contrast, Encoder, contrast_scores, late_interaction, means
from .near import by_nearness
from .tokenizer import train_tokenizer


@dataclass
class Settings:
    vocabulary: int = 29_000
    # So many tables are learned, each as wide, and made into one.
    tables: tuple[str, ...] = ("questions", "translations") * 3
    wide: int = 512
    dimension: int = 768
    steps: int = 6_000
    batch: int = 1_024
    rate: float = 0.01
    warm_up: int = 100
    scale: float = 20
    scales: dict[str, float] = field(
        default_factory=lambda: {
            **dict.fromkeys(("tatoeba", "docs", "headings", "laws", "lexicon"), 28),
            **dict.fromkeys(("qa_fr", "qa_en"), 17),
        }
    )
    late_share: float = 0.3
    late_batch: int = 96
    late_scale: float = 20
    late_every: int = 2
    noise: float = 0.1
    drop: float = 0.1
    crop: float = 0.3
    run: int = 16
    # Groups whose runs are of texts near in meaning, found anew every so many steps, from this step on.
    near: tuple[str, ...] = ("tatoeba",)
    near_every: int = 1_000
    near_from: int = 100
    # The rate stays as it is until the last part, and falls in it to nothing, over texts nearly whole.
    last_share: float = 0.25
    last_drop: float = 0.04
    last_crop: float = 0.1
    # A table is the mean of what it was at the end of the last part.
    mean_share: float = 0.3
    mean_every: int = 10
    check_every: int = 1_000
    # Tables learned at once, a thread each.
    at_once: int = 2


# How often each group is drawn for a table that finds passages, and for one that finds translations.
SHARES: dict[str, dict[str, float]] = {
    "questions": {
        "laws": 0.03,
        "headings": 0.02,
        "tatoeba": 0.06,
        "lexicon": 0.05,
        "docs": 0.04,
        "wordnet": 0.06,
        "qa_laws": 0.20,
        "qa_squad": 0.16,
        "qa_fr": 0.16,
        "qa_en": 0.08,
        "qa_relations": 0.06,
        "ask_laws": 0.03,
        "ask_docs": 0.03,
        "ask_tatoeba": 0.03,
        "ask_qa_fr": 0.04,
        "ask_qa_squad": 0.06,
        "ask_qa_en": 0.01,
    },
    "translations": {
        "laws": 0.13,
        "headings": 0.06,
        "tatoeba": 0.38,
        "lexicon": 0.12,
        "docs": 0.15,
        "wordnet": 0.05,
        "qa_laws": 0.06,
        "qa_squad": 0.03,
        "qa_fr": 0.03,
        "qa_en": 0.02,
        "qa_relations": 0.04,
        "ask_tatoeba": 0.02,
    },
}


def vocabulary_texts(groups: dict[str, list[Pair]]):
    """Every text once, acts and regulations thinned so that their words do not crowd out the others.

    Not the made-up names, and not the rare words of WordNet.
    """
    seen: set[str] = set()
    for name, pairs in groups.items():
        if name in ("wordnet", "qa_relations"):
            continue
        for i, pair in enumerate(pairs):
            if name == "laws" and i % 4:
                continue
            for text in (pair.left, pair.right):
                if text not in seen:
                    seen.add(text)
                    yield text


class Prepared(NamedTuple):
    tokenizer: Tokenizer
    groups: dict[str, Group]
    frequency: np.ndarray  # of each token, where the groups weigh as they do in training; sums to 1
    frames: tuple[Texts, Texts]


def prepare(groups: dict[str, list[Pair]], settings: Settings, kept: Path) -> Prepared:
    """The tokenizer stays in `kept` with the tables: learned again, it would number its tokens otherwise."""
    kept.mkdir(parents=True, exist_ok=True)
    file = kept / "tokenizer.json"
    if file.exists():
        tokenizer = Tokenizer.from_file(str(file))
    else:
        tokenizer = train_tokenizer(vocabulary_texts(groups), settings.vocabulary)
        tokenizer.save(str(file), pretty=False)
    noisy = {"tatoeba": 1, "docs": 1, "headings": 1, "lexicon": 1}
    loaded = {
        name: Group(name, tokenizer, pairs, 2 if name.startswith("qa") else noisy.get(name, 0))
        for name, pairs in groups.items()
    }
    counts = np.zeros(tokenizer.get_vocab_size())
    for name, group in loaded.items():
        share = sum(shares.get(name, 0) for shares in SHARES.values())
        for side in (group.left, group.right):
            count = np.bincount(side.ids, minlength=len(counts))
            counts += share * count / count.sum()
    frames = (Texts(tokenizer, FRENCH_FRAMES), Texts(tokenizer, ENGLISH_FRAMES))
    return Prepared(tokenizer, loaded, counts / counts.sum(), frames)


def learn_tables(prepared: Prepared, settings: Settings, kept: Path, development, log=print) -> list[np.ndarray]:
    """The tables, some at once. What is in `kept` is not learned again."""
    pending = [n for n in range(len(settings.tables)) if not (kept / f"{n}.npy").exists()]

    def learn(number: int) -> None:
        def say(text: str) -> None:
            log("\n".join(f"[{number}] {line}" for line in text.splitlines()))

        table = train(prepared, settings, number, development, say)
        np.save(kept / f"{number}.npy", table)

    # Processes, for half of a step is work that one thread does; forked, for what they read is large.
    fork = multiprocessing.get_context("fork")
    for start in range(0, len(pending), settings.at_once):
        running = [fork.Process(target=learn, args=(n,)) for n in pending[start : start + settings.at_once]]
        for process in running:
            process.start()
        for process in running:
            process.join()
            if process.exitcode:
                raise SystemExit(f"a table was not learned: exit code {process.exitcode}")
    return [np.load(kept / f"{number}.npy") for number in range(len(settings.tables))]


def train(prepared: Prepared, settings: Settings, number: int, development, log) -> np.ndarray:
    """One table. With a development split, its figures on it now and then."""
    torch.set_num_threads(1)
    frequency, seed = prepared.frequency, number + 1
    sampler = Sampler(
        prepared.groups,
        SHARES[settings.tables[number]],
        1e-3 / (1e-3 + frequency),
        prepared.frames,
        seed,
        settings.drop,
        settings.crop,
        settings.noise,
        settings.run,
    )
    encoder = Encoder(frequency, settings.wide, seed)
    start, losses, lates = time.time(), [], []
    last = int(settings.steps * (1 - settings.last_share))
    kept, mean = 0, torch.zeros_like(encoder.rows.values)
    for step in range(settings.steps):
        left_over = settings.steps - step
        if step == last:
            sampler.drop, sampler.crop = settings.last_drop, settings.last_crop
        if settings.near_every and step % settings.near_every == settings.near_from:
            for name in settings.near:
                group = sampler.groups[name]
                group.order = by_nearness(group, encoder.table().numpy(), sampler.random)
        batch = sampler.batch(settings.batch)
        table, (left, right) = encoder.meet([batch.left, batch.right])
        scale = settings.scales.get(batch.name, settings.scale)
        loss = Contrast.apply(*means(table, [left, right]), torch.from_numpy(batch.same), scale)
        losses.append(loss.item())
        if settings.late_share and step % settings.late_every == 0:
            few = settings.late_batch
            late = late_interaction(table, left.rows(few), right.rows(few))
            same = torch.from_numpy(batch.same[:few, :few])
            late_loss = contrast_scores(settings.late_scale * late, same)
            lates.append(late_loss.item())
            loss = loss + settings.late_share * late_loss
        loss.backward()
        slow = left_over / (settings.steps - last)
        encoder.move(settings.rate * min((step + 1) / settings.warm_up, 1, slow))
        if slow <= settings.mean_share and (left_over - 1) % settings.mean_every == 0:
            kept += 1
            mean.lerp_(encoder.table(), 1 / kept)
        if (step + 1) % 100 == 0:
            line = f"step {step + 1} loss {np.mean(losses):.3f} late {np.mean(lates or [math.nan]):.3f}"
            log(f"{line} {time.time() - start:.0f} s")
            losses, lates = [], []
        if (step + 1) % settings.check_every == 0 and left_over > 1:
            log(show(measure(Static(prepared.tokenizer, encoder.table().numpy()), development)))
    return (mean if kept else encoder.table()).numpy()


def measure(model: Static, development: dict[str, list[Pair]]) -> dict:
    """Figures on the development split, 1,000 questions of each kind."""
    figures: dict = {}
    chooser = random.Random(3)
    for name in ("squad", "piaf", "laws"):
        if name not in development:
            continue
        # A question may come with its paragraph and with its sentence: the paragraph is what is looked for.
        told: dict[str, str] = {}
        for pair in development[name]:
            told[pair.left] = max(told.get(pair.left, ""), pair.right, key=len)
        passages, right = unique(list(told.values()))
        some = chooser.sample(range(len(right)), min(1000, len(right)))
        asked = [list(told)[i] for i in some]
        figures[name] = retrieval(model, asked, passages, right[some])
    questions = development["questions"]
    figures["questions"] = {
        "dense": translation(model, [q.left for q in questions], [q.right for q in questions])
    }
    return figures

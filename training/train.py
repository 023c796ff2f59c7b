"""Training: contrast over batches of pairs, of means and of tokens."""

import math
import random
import time
from dataclasses import dataclass, field

import numpy as np
import torch
from tokenizers import Tokenizer

from .batches import ENGLISH_FRAMES, FRENCH_FRAMES, Group, Sampler, Texts
from .data import Pair
from .evaluate import Static, retrieval, translation, unique
from .model import Contrast, Encoder, contrast_scores, late_interaction, means
from .near import by_nearness
from .tokenizer import train_tokenizer


@dataclass
class Settings:
    vocabulary: int = 29_000
    dimension: int = 640
    steps: int = 4_400
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
    # The rate stays as it is until the last part, and falls in it to nothing: more translations, texts nearly whole.
    last_share: float = 0.25
    last_drop: float = 0.04
    last_crop: float = 0.1
    last_weights: dict[str, float] = field(default_factory=lambda: {"tatoeba": 0.40, "docs": 0.10})
    # The model is the mean of the tables from the end of the last part.
    mean_share: float = 0.3
    mean_every: int = 10
    check_every: int = 500
    seed: int = 1
    threads: int = 2
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "laws": 0.07,
            "headings": 0.03,
            "tatoeba": 0.20,
            "lexicon": 0.07,
            "docs": 0.08,
            "qa_laws": 0.16,
            "qa_squad": 0.08,
            "qa_fr": 0.08,
            "qa_en": 0.06,
            "ask_laws": 0.03,
            "ask_docs": 0.03,
            "ask_tatoeba": 0.04,
            "ask_qa_fr": 0.03,
            "ask_qa_squad": 0.05,
            "ask_qa_en": 0.01,
        }
    )


def vocabulary_texts(groups: dict[str, list[Pair]]):
    """Every text once, acts and regulations thinned so that their words do not crowd out the others."""
    seen: set[str] = set()
    for name, pairs in groups.items():
        for i, pair in enumerate(pairs):
            if name == "laws" and i % 4:
                continue
            for text in (pair.left, pair.right):
                if text not in seen:
                    seen.add(text)
                    yield text


def prepare(groups: dict[str, list[Pair]], settings: Settings) -> tuple[Tokenizer, Sampler, np.ndarray]:
    tokenizer = train_tokenizer(vocabulary_texts(groups), settings.vocabulary)
    noisy = {"tatoeba": 1, "docs": 1, "headings": 1, "lexicon": 1}
    loaded = {
        name: Group(name, tokenizer, pairs, 2 if name.startswith("qa") else noisy.get(name, 0))
        for name, pairs in groups.items()
    }
    # Frequency where the groups weigh as they do in training.
    counts = np.zeros(tokenizer.get_vocab_size())
    for name, group in loaded.items():
        for side in (group.left, group.right):
            count = np.bincount(side.ids, minlength=len(counts))
            counts += settings.weights.get(name, 0) * count / count.sum()
    frequency = counts / counts.sum()
    frames = (Texts(tokenizer, FRENCH_FRAMES), Texts(tokenizer, ENGLISH_FRAMES))
    sampler = Sampler(
        loaded,
        settings.weights,
        1e-3 / (1e-3 + frequency),
        frames,
        settings.seed,
        settings.drop,
        settings.crop,
        settings.noise,
        settings.run,
    )
    return tokenizer, sampler, frequency


def train(sampler: Sampler, frequency: np.ndarray, settings: Settings, check=None, log=print) -> np.ndarray:
    torch.set_num_threads(settings.threads)
    encoder = Encoder(frequency, settings.dimension, settings.seed)
    start, losses, lates = time.time(), [], []
    last = int(settings.steps * (1 - settings.last_share))
    kept, mean = 0, torch.zeros_like(encoder.rows.values)
    for step in range(settings.steps):
        left_over = settings.steps - step
        if step == last:
            sampler.weigh(settings.weights | settings.last_weights)
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
        if check and (step + 1) % settings.check_every == 0 and left_over > 1:
            check(encoder.table().numpy())
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

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
from .model import Contrast, Encoder, contrast_scores, late_interaction
from .tokenizer import train_tokenizer


@dataclass
class Settings:
    vocabulary: int = 29_000
    dimension: int = 512
    steps: int = 5_000
    batch: int = 2_048
    rate: float = 0.01
    warm_up: int = 100
    scale: float = 20
    scales: dict[str, float] = field(default_factory=lambda: {"qa_fr": 17, "qa_en": 17})
    late_share: float = 0.3
    late_batch: int = 96
    late_scale: float = 20
    late_every: int = 2
    noise: float = 0.1
    drop: float = 0.15
    crop: float = 0.3
    run: int = 16
    # The last part of training: more translations, texts nearly whole; the model is the mean of its tables.
    last_share: float = 0.1
    last_drop: float = 0.07
    last_crop: float = 0.15
    last_weights: dict[str, float] = field(default_factory=lambda: {"tatoeba": 0.30, "docs": 0.10})
    mean_every: int = 10
    seed: int = 1
    threads: int = 2
    weights: dict[str, float] = field(
        default_factory=lambda: {
            "laws": 0.10,
            "headings": 0.04,
            "tatoeba": 0.14,
            "lexicon": 0.07,
            "docs": 0.07,
            "qa_laws": 0.18,
            "qa_squad": 0.08,
            "qa_fr": 0.08,
            "qa_en": 0.07,
            "ask_laws": 0.04,
            "ask_docs": 0.03,
            "ask_tatoeba": 0.03,
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
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    encoder = Encoder(frequency, settings.dimension, settings.seed)
    optimizer = torch.optim.Adam(encoder.parameters(), lr=settings.rate, betas=(0.9, 0.99), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / settings.warm_up, max(1e-3, 1 - step / settings.steps)),
    )
    start, means, lates = time.time(), [], []
    last = settings.steps - int(settings.last_share * settings.steps)
    kept, mean = 0, torch.zeros_like(encoder.rows.data)
    for step in range(settings.steps):
        if step == last:
            sampler.weigh(settings.weights | settings.last_weights)
            sampler.drop, sampler.crop = settings.last_drop, settings.last_crop
        batch = sampler.batch(settings.batch)
        table = encoder.table()
        left, right = encoder(table, [batch.left, batch.right])
        scale = settings.scales.get(batch.name, settings.scale)
        loss = Contrast.apply(left, right, torch.from_numpy(batch.same), scale)
        means.append(loss.item())
        if settings.late_share and step % settings.late_every == 0:
            few = settings.late_batch
            late = late_interaction(table, batch.left.rows(few), batch.right.rows(few))
            same = torch.from_numpy(batch.same[:few, :few])
            late_loss = contrast_scores(settings.late_scale * late, same)
            lates.append(late_loss.item())
            loss = loss + settings.late_share * late_loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step >= last and (settings.steps - 1 - step) % settings.mean_every == 0:
            kept += 1
            mean.lerp_(encoder.table().detach(), 1 / kept)
        if (step + 1) % 100 == 0:
            line = f"step {step + 1} loss {np.mean(means):.3f} late {np.mean(lates or [math.nan]):.3f}"
            log(f"{line} {time.time() - start:.0f} s")
            means, lates = [], []
        if check and (step + 1) % 1500 == 0 and step + 1 < settings.steps:
            check(encoder.table().detach().numpy())
    return (mean if kept else encoder.table().detach()).numpy()


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

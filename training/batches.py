"""Pairs as token ids, and the batches drawn from them."""

import random
from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from .data import Pair, key, mistyped

LONGEST = 160
# Nothing is cut from a text of so few tokens: without a word of it, it is another sentence.
SHORT = 12

# Groups whose neighbours are one question, or one answer, in other words or in the other language.
NO_RUNS = {"qa_laws", "qa_fr"}

# What questions begin with, ours; the words asked for come from the passage.
FRENCH_FRAMES = (
    "qui est",
    "qui a",
    "qu'est-ce que",
    "c'est quoi",
    "quel est",
    "quelle est la",
    "quels sont les",
    "combien de",
    "combien coûte",
    "quand",
    "en quelle année",
    "à quelle date",
    "où se trouve",
    "où",
    "pourquoi",
    "comment",
    "est-ce que",
    "comment faire pour",
    "que fait",
    "à quoi sert",
    "parle-moi de",
    "je cherche",
    "avez-vous",
    "y a-t-il",
    "peut-on",
    "dans quel",
    "de quoi",
    "à qui",
    "quel rôle joue",
)
ENGLISH_FRAMES = (
    "who is",
    "who",
    "what is",
    "what is the",
    "what are the",
    "which",
    "how many",
    "how much",
    "when did",
    "in what year",
    "on what date",
    "where is",
    "where",
    "why",
    "how",
    "how do i",
    "is there",
    "do you have",
    "can i",
    "what does",
    "what is it for",
    "tell me about",
    "i am looking for",
    "whose",
    "what kind of",
    "what role does",
    "to whom",
    "does",
    "what was the name of",
)


class Texts:
    """Texts as one flat array of token ids."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]):
        encoded = [e.ids[:512] for e in tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
        self.lengths = np.array([len(ids) for ids in encoded])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])[:-1]
        self.ids = np.concatenate([np.array(ids, np.int32) for ids in encoded])

    def take(self, rows: np.ndarray) -> "Ragged":
        return self.span(self.starts[rows], self.lengths[rows])

    def span(self, starts: np.ndarray, lengths: np.ndarray) -> "Ragged":
        owner = np.repeat(np.arange(len(lengths)), lengths)
        first = np.cumsum(lengths) - lengths
        return Ragged(self.ids[np.arange(len(owner)) - first[owner] + starts[owner]], lengths)


class Ragged:
    """Token ids of a batch of texts, one after the other."""

    def __init__(self, ids: np.ndarray, lengths: np.ndarray):
        self.ids = ids
        self.lengths = lengths

    @property
    def owner(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.lengths)), self.lengths)

    @property
    def place(self) -> np.ndarray:
        return np.arange(len(self.ids)) - np.repeat(np.cumsum(self.lengths) - self.lengths, self.lengths)

    def keep(self, kept: np.ndarray) -> "Ragged":
        """The tokens marked; a text that would be left with none keeps them all."""
        owner = self.owner
        left = np.bincount(owner, kept, len(self.lengths))
        kept = kept | (left[owner] == 0)
        return Ragged(self.ids[kept], np.bincount(owner[kept], minlength=len(self.lengths)))

    def then(self, other: "Ragged") -> "Ragged":
        owner = np.concatenate([self.owner, other.owner])
        order = np.argsort(owner, kind="stable")
        return Ragged(np.concatenate([self.ids, other.ids])[order], self.lengths + other.lengths)

    def rows(self, count: int) -> "Ragged":
        return Ragged(self.ids[: self.lengths[:count].sum()], self.lengths[:count])


class Group:
    """The pairs of a group, ready to be drawn; `noisy` holds the left sides as typed in a hurry."""

    def __init__(self, name: str, tokenizer: Tokenizer, pairs: Sequence[Pair], noise: int):
        self.name = name
        self.left = Texts(tokenizer, [pair.left for pair in pairs])
        self.right = Texts(tokenizer, [pair.right for pair in pairs])
        random_ = random.Random(2)
        self.questions = name.startswith("qa")
        # Passages are edited texts: only questions and translations are typed in a hurry.
        self.noisy = [
            (
                Texts(tokenizer, [mistyped(pair.left, random_) for pair in pairs]),
                None if self.questions else Texts(tokenizer, [mistyped(pair.right, random_) for pair in pairs]),
            )
            for _ in range(noise)
        ]
        self.left_text = numbers([pair.left for pair in pairs])
        self.right_text = numbers([pair.right for pair in pairs])
        self.right_language = np.array([pair.right_language == "en" for pair in pairs])
        self.left_language = np.array([pair.left_language == "en" for pair in pairs])
        # The order in which runs of neighbours are drawn: that of the files, unless texts near in meaning are found.
        self.order = np.arange(len(pairs))

    def __len__(self) -> int:
        return len(self.left_text)


def numbers(texts: Sequence[str]) -> np.ndarray:
    known: dict[str, int] = {}
    return np.array([known.setdefault(key(text), len(known)) for text in texts])


class Batch:
    def __init__(self, left: Ragged, right: Ragged, left_text: np.ndarray, right_text: np.ndarray):
        self.name = ""
        self.left = left
        self.right = right
        # Pairs that share a side are no mistakes of each other.
        self.same = (left_text[:, None] == left_text) | (right_text[:, None] == right_text)
        np.fill_diagonal(self.same, False)


class Sampler:
    def __init__(
        self,
        groups: dict[str, Group],
        weights: dict[str, float],
        rarity: np.ndarray,
        frames: tuple[Texts, Texts],
        seed: int,
        drop: float = 0.1,
        crop: float = 0.3,
        noise: float = 0.1,
        run: int = 16,
    ):
        self.groups = groups
        self.weigh(weights)
        self.rarity = rarity
        self.frames = frames
        self.random = np.random.default_rng(seed)
        self.drop, self.crop, self.noise, self.run = drop, crop, noise, run

    def weigh(self, weights: dict[str, float]) -> None:
        """How often each group is drawn."""
        self.names = [name for name in weights if name.removeprefix("ask_") in self.groups]
        shares = np.array([weights[name] for name in self.names])
        self.shares = shares / shares.sum()

    def batch(self, size: int) -> Batch:
        name = self.names[self.random.choice(len(self.names), p=self.shares)]
        group = self.groups[name.removeprefix("ask_")]
        rows = self.rows(group, min(size, len(group)))
        batch = self.asked(group, rows) if name.startswith("ask_") else self.paired(group, rows)
        batch.name = name
        return batch

    def rows(self, group: Group, size: int) -> np.ndarray:
        """Half of the batch from anywhere, half as runs of neighbours: near misses of each other."""
        anywhere = self.random.choice(len(group), size, replace=False)
        if self.run <= 1 or group.name in NO_RUNS:
            return anywhere
        heads = self.random.choice(len(group) - self.run, size // 2 // self.run)
        runs = group.order[(heads[:, None] + np.arange(self.run)).ravel()]
        return self.random.permutation(np.unique(np.concatenate([runs, anywhere[: size - len(runs)]])))

    def paired(self, group: Group, rows: np.ndarray) -> Batch:
        left, right = group.left.take(rows), group.right.take(rows)
        if group.noisy:
            noisy_left, noisy_right = group.noisy[self.random.integers(len(group.noisy))]
            left = self.mixed(left, noisy_left.take(rows), self.noise)
            if noisy_right is not None:
                right = self.mixed(right, noisy_right.take(rows), self.noise)
        if group.questions:
            right = self.cut(right, 0.5)
            left, right = self.thinned(left), self.thinned(right)
        else:
            which = self.random.random() < 0.5
            left, right = self.thinned(left), self.thinned(right)
            left, right = (self.cut(left), right) if which else (left, self.cut(right))
        return Batch(clipped(left), clipped(right), group.left_text[rows], group.right_text[rows])

    def asked(self, group: Group, rows: np.ndarray) -> Batch:
        """Made-up questions: some of a text's words, rare ones rather, after the beginning of a question.

        The passage is the text's translation, or the text itself with some of the words taken away.
        """
        flip = self.random.random() < 0.5
        across = not group.questions and self.random.random() < 0.6
        asked, language = (
            (group.right, group.right_language)
            if flip or group.questions
            else (group.left, group.left_language)
        )
        told = (group.left if flip else group.right) if across else asked
        more = 0 if group.questions else self.random.integers(0, 3, len(rows))
        last = np.minimum(rows + more, len(group) - 1)
        passage = told.span(told.starts[rows], told.starts[last] + told.lengths[last] - told.starts[rows])
        question = asked.take(rows)
        weight = self.rarity[question.ids] + 1e-4
        luck = self.random.random(len(question.ids)) ** (1 / weight)
        order = np.lexsort((-luck, question.owner))
        rank = np.empty(len(order), int)
        rank[order] = question.place
        wanted = self.random.integers(2, 9, len(rows))
        question = question.keep(rank < wanted[question.owner])
        frames = [frame.take(self.random.integers(len(frame.lengths), size=len(rows))) for frame in self.frames]
        english, bare = language[rows], self.random.random(len(rows)) < 0.3
        frame = Ragged(
            np.concatenate([frames[0].ids, frames[1].ids]),
            np.concatenate([frames[0].lengths, frames[1].lengths]),
        )
        chosen = np.concatenate([~english & ~bare, english & ~bare])
        owner = np.concatenate([frames[0].owner, frames[1].owner])[chosen[frame.owner]]
        ids = frame.ids[chosen[frame.owner]]
        order = np.argsort(owner, kind="stable")
        start = Ragged(ids[order], np.bincount(owner, minlength=len(rows)))
        if not across:
            used = set_of(question)
            seen = np.isin(passage.owner.astype(np.int64) << 20 | passage.ids, used)
            passage = passage.keep(~(seen & (self.random.random(len(seen)) < 0.4)))
        return Batch(
            clipped(start.then(question)),
            clipped(self.thinned(passage)),
            group.left_text[rows],
            group.right_text[rows],
        )

    def mixed(self, clean: Ragged, noisy: Ragged, share: float) -> Ragged:
        both = clean.then(noisy)
        use = self.random.random(len(clean.lengths)) < share
        is_noisy = both.place >= clean.lengths[both.owner]
        return both.keep(is_noisy == use[both.owner])

    def thinned(self, texts: Ragged) -> Ragged:
        return texts.keep(self.random.random(len(texts.ids)) >= self.random.random() * 2 * self.drop)

    def cut(self, texts: Ragged, least: float = 0.3) -> Ragged:
        count = len(texts.lengths)
        share = self.random.uniform(least, 0.8, count)
        share[(self.random.random(count) >= self.crop) | (texts.lengths <= SHORT)] = 1
        length = np.ceil(texts.lengths * share)
        start = np.floor(self.random.random(count) * (texts.lengths - length + 1))
        place = texts.place
        return texts.keep((place >= start[texts.owner]) & (place < (start + length)[texts.owner]))


def clipped(texts: Ragged) -> Ragged:
    return texts.keep(texts.place < LONGEST)


def set_of(texts: Ragged) -> np.ndarray:
    return np.unique(texts.owner.astype(np.int64) << 20 | texts.ids)

"""The encoder: one row a token, nothing else. A text is the sum of its rows, brought to length one."""

import numpy as np
import scipy.sparse
import torch
from torch.nn import functional

from .batches import Ragged


class Spread(torch.autograd.Function):
    """`counts @ table` for a sparse `counts`, with the transposed product at hand for the way back."""

    @staticmethod
    def forward(context, table, counts, transposed):
        context.transposed = transposed
        return counts @ table

    @staticmethod
    def backward(context, gradient):
        return context.transposed @ gradient, None, None


def sparse(matrix: scipy.sparse.csr_matrix) -> torch.Tensor:
    return torch.sparse_csr_tensor(
        torch.from_numpy(matrix.indptr),
        torch.from_numpy(matrix.indices),
        torch.from_numpy(matrix.data),
        matrix.shape,
        check_invariants=False,
    )


def counts_of(texts: Ragged, vocabulary: int) -> scipy.sparse.csr_matrix:
    ends = np.concatenate([[0], np.cumsum(texts.lengths)]).astype(np.int32)
    ones = np.ones(len(texts.ids), np.float32)
    return scipy.sparse.csr_matrix((ones, texts.ids, ends), shape=(len(texts.lengths), vocabulary))


class Encoder:
    """The table in the making. A step reads and moves only the rows of the tokens it meets."""

    def __init__(self, frequency: np.ndarray, dimension: int, seed: int):
        generator = torch.Generator().manual_seed(seed)
        rows = torch.randn(len(frequency), dimension, generator=generator) / dimension**0.5
        # Frequent tokens say little (Arora et al. 2017); what each is worth is learned from there.
        weight = 1e-3 / (1e-3 + frequency)
        # Padding and the unknown token must not outweigh what is known.
        weight[:2] = 0.05
        self.rows = Rows(rows)
        self.weight = Rows(torch.from_numpy(np.log(weight)).float().unsqueeze(1))

    def table(self) -> torch.Tensor:
        everything = np.arange(len(self.rows.values))
        return self.rows.now(everything) * self.weight.now(everything).exp()

    def meet(self, texts: list[Ragged]) -> tuple[torch.Tensor, list[Ragged]]:
        """The table of the tokens of these texts, to be learned, and the texts with their places in it."""
        met = np.zeros(len(self.rows.values), bool)
        for text in texts:
            met[text.ids] = True
        used = np.flatnonzero(met)
        place = np.zeros(len(met), np.int64)
        place[used] = np.arange(len(used))
        rows, weight = self.rows.meet(used), self.weight.meet(used)
        return rows * weight.exp(), [Ragged(place[text.ids], text.lengths) for text in texts]

    def move(self, rate: float) -> None:
        self.rows.move(rate)
        self.weight.move(rate)


class Rows:
    """Adam over a table of which a step meets some rows.

    Adam goes on moving a row for a while after its gradient. Here a row is brought up to date when it is
    next looked at: what it would have moved since is a geometric sum.
    """

    MOMENTUM, MEMORY = 0.9, 0.99
    RATIO = MOMENTUM / MEMORY**0.5

    def __init__(self, values: torch.Tensor):
        self.values = values
        self.first, self.second = torch.zeros_like(values), torch.zeros_like(values)
        self.step, self.rate = 0, 0.0
        self.last = torch.zeros(len(values))

    def now(self, used: np.ndarray) -> torch.Tensor:
        used = torch.from_numpy(used)
        missed = (self.step - self.last[used]).unsqueeze(1)
        far = self.RATIO * (1 - self.RATIO**missed) / (1 - self.RATIO) * self.rate * self.start()
        speed = self.first[used] / (self.second[used].sqrt_().add_(1e-8))
        return self.values[used].sub_(speed.mul_(far))

    def start(self) -> float:
        """Both means begin at zero: what that is made up for by."""
        step = max(self.step, 1)
        return (1 - self.MEMORY**step) ** 0.5 / (1 - self.MOMENTUM**step)

    def meet(self, used: np.ndarray) -> torch.Tensor:
        self.used, self.met = used, self.now(used).requires_grad_()
        return self.met

    @torch.no_grad()
    def move(self, rate: float) -> None:
        used, gradient = torch.from_numpy(self.used), self.met.grad
        passed = (self.step - self.last[used] + 1).unsqueeze(1)
        self.step += 1
        self.rate = rate
        first = self.first[used].mul_(self.MOMENTUM**passed).add_(gradient, alpha=1 - self.MOMENTUM)
        second = self.second[used].mul_(self.MEMORY**passed).addcmul_(gradient, gradient, value=1 - self.MEMORY)
        self.first[used], self.second[used] = first, second
        self.values[used] = self.met.detach().addcdiv(first, second.sqrt_().add_(1e-8), value=-rate * self.start())
        self.last[used] = float(self.step)


def means(table: torch.Tensor, texts: list[Ragged]) -> list[torch.Tensor]:
    """The vector of each text: the sum of its rows, brought to length one."""
    counts = scipy.sparse.vstack([counts_of(text, len(table)) for text in texts], format="csr")
    transposed = counts.T.tocsr()
    sums = Spread.apply(table, sparse(counts), sparse(transposed))
    return list(functional.normalize(sums, dim=1).split([len(text.lengths) for text in texts]))


class Contrast(torch.autograd.Function):
    """InfoNCE over unit vectors: each left side must find its right side in the batch, and the reverse.

    Scores lie within `scale` of each other's highest possible value, so one exponential serves both
    directions, and the gradient is worked out on the way: a third of the time of two cross-entropies.
    """

    @staticmethod
    def forward(context, left, right, same, scale):
        odds = (left @ right.T).sub_(1).mul_(scale).exp_().masked_fill_(same, 0)
        own = (left * right).sum(1).sub_(1).mul_(scale)
        odds.diagonal().copy_(own.exp())
        rows, columns = odds.sum(1), odds.sum(0)
        count = len(left)
        share = odds.mul_((0.5 / count / rows).unsqueeze(1) + 0.5 / count / columns)
        share.diagonal().sub_(1 / count)
        context.save_for_backward((share @ right) * scale, (share.T @ left) * scale)
        return (0.5 * (rows.log() + columns.log()) - own).mean()

    @staticmethod
    def backward(context, gradient):
        left, right = context.saved_tensors
        return gradient * left, gradient * right, None, None


def contrast_scores(scores: torch.Tensor, same: torch.Tensor) -> torch.Tensor:
    """The same over scores at hand."""
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(scores))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


def late_interaction(table: torch.Tensor, questions: Ragged, passages: Ragged) -> torch.Tensor:
    """MaxSim of every question with every passage: mean of the best cosine of each token, by its norm."""
    asked, question_place = np.unique(questions.ids, return_inverse=True)
    told, passage_place = np.unique(passages.ids, return_inverse=True)
    rows = table[torch.from_numpy(asked)]
    norms = rows.norm(dim=1)
    cosines = (
        functional.normalize(table[torch.from_numpy(told)], dim=1)
        @ (rows / norms.unsqueeze(1).clamp_min(1e-9)).T
    )
    found = cosines.gather(0, best_places(cosines, passage_place, passages)).clamp_min(0)
    present = torch.zeros(len(questions.lengths), len(asked))
    present[torch.from_numpy(questions.owner), torch.from_numpy(question_place)] = 1
    weights = present * norms
    return (weights / weights.sum(1, keepdim=True)) @ found.T


def best_places(cosines: torch.Tensor, place: np.ndarray, passages: Ragged) -> torch.Tensor:
    """For each passage and column, the row of its highest cosine.

    The position in the passage rides in the lowest eight bits of the number, so that one maximum,
    which is quick, finds both: `argmax` takes twenty times as long.
    """
    with torch.no_grad():
        high = cosines.clamp_min(0).view(torch.int32) & ~255
        ends = np.cumsum(passages.lengths)
        best = torch.empty(len(ends), high.shape[1], dtype=torch.int64)
        counter = torch.arange(256, dtype=torch.int32).unsqueeze(1)
        for row, (end, length) in enumerate(zip(ends, passages.lengths)):
            rows = torch.from_numpy(place[end - length : end])
            position = (high.index_select(0, rows) | counter[:length]).amax(0) & 255
            best[row] = rows[position.long()]
    return best

"""The reader: a BERT-like cross-encoder with three outputs, in plain torch.

`answers` is one logit a pair; `span` gives a start and an end logit a token. Sequences of a batch are kept end to end, without padding, but
for attention: a batch may then hold pairs of any length at no cost.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Layer(nn.Module):
    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)
        self.n1 = nn.LayerNorm(width, eps=1e-12)
        self.f1 = nn.Linear(width, inner)
        self.f2 = nn.Linear(inner, width)
        self.n2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x, at, mask, drop):
        rows, columns = mask.shape
        width = x.shape[-1]
        packed = self.qkv(x)
        padded = packed.new_zeros(rows * columns, 3 * width).index_copy(0, at, packed)
        q, k, v = padded.view(rows, columns, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        attended = attended.transpose(1, 2).reshape(rows * columns, width).index_select(0, at)
        x = self.n1(x + F.dropout(self.o(attended), drop, self.training))
        return self.n2(x + F.dropout(self.f2(F.gelu(self.f1(x))), drop, self.training))


class Reader(nn.Module):
    """`layers` post-norm layers; the embeddings and the first `frozen` layers do not learn."""

    def __init__(self, vocabulary, width=384, heads=12, inner=1536, layers=12, positions=512, drop=0.1, frozen=3):
        super().__init__()
        self.shape = dict(vocabulary=vocabulary, width=width, heads=heads, inner=inner, layers=layers, positions=positions)
        self.drop, self.frozen = drop, frozen
        self.word = nn.Embedding(vocabulary, width)
        self.pos = nn.Embedding(positions, width)
        self.typ = nn.Embedding(2, width)
        self.n = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.answers = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))
        self.span = nn.Linear(width, 2)

    def learning(self):
        """Names and parameters of what learns."""
        fixed = ('word.', 'pos.', 'typ.', 'n.', *(f'layers.{i}.' for i in range(self.frozen)))
        return [(name, p) for name, p in self.named_parameters() if not name.startswith(fixed)]

    def forward(self, ids, mask):
        """ids [rows, columns] int64, padded; mask [rows, columns] bool -> answers [rows], span [tokens, 2] of the unpadded tokens in order."""
        at = mask.flatten().nonzero().squeeze(1)
        with torch.no_grad():
            position = torch.arange(ids.shape[1], device=ids.device).expand_as(ids).flatten()[at]
            x = self.n(self.word(ids.flatten()[at]) + self.pos(position) + self.typ.weight[0])
            for layer in self.layers[: self.frozen]:
                x = layer(x, at, mask, 0.0)
        for layer in self.layers[self.frozen :]:
            x = layer(x, at, mask, self.drop)
        first = torch.cat([mask.new_zeros(1, dtype=torch.long), mask.sum(1).cumsum(0)[:-1]])
        return self.answers(x[first]).squeeze(-1), self.span(F.dropout(x, self.drop, self.training))

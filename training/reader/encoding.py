"""Questions and passages as token ids: `<s> question </s></s> context : passage </s>`, as the search reads them too (`src/models/reader.ts`)."""
import dataclasses
import re

import torch
from tokenizers import Tokenizer

# Longest question, context and whole sequence, in tokens.
QUESTION, CONTEXT, WHOLE = 48, 40, 224


@dataclasses.dataclass(frozen=True)
class Encoded:
    ids: list
    # Where the passage's tokens begin, and how many there are.
    first: int
    count: int
    answers: bool
    # First and last token of the answering words, in the sequence; None without any.
    span: tuple | None


class Encoder:
    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(path)
        self.opening, self.closing, self.padding = (self.tokenizer.token_to_id(t) for t in ('<s>', '</s>', '<pad>'))

    def tokens(self, text):
        # Whatever white space there is parts words, and none is a token.
        return self.tokenizer.encode(re.sub(r'\s', ' ', text), add_special_tokens=False)

    def pair(self, question, pair):
        """None when a passage answers with words that are cut off."""
        asked = self.tokens(question).ids[:QUESTION]
        context = self.tokens(pair.context + ' :').ids[-CONTEXT:] if pair.context else []
        passage = self.tokens(pair.text)
        room = WHOLE - len(asked) - len(context) - 4
        ids, offsets = passage.ids[:room], passage.offsets[:room]
        first = 3 + len(asked) + len(context)
        span = next((s for s in (tokens_of(offsets, place) for place in pair.spans) if s), None)
        if pair.answers and span is None:
            return None
        return Encoded(
            [self.opening, *asked, self.closing, self.closing, *context, *ids, self.closing],
            first,
            len(ids),
            pair.answers,
            span and (first + span[0], first + span[1]),
        )

    def batch(self, rows):
        """ids and mask of encoded pairs, [rows, longest]."""
        longest = max(len(row.ids) for row in rows)
        ids = torch.full((len(rows), longest), self.padding)
        mask = torch.zeros(len(rows), longest, dtype=torch.bool)
        for i, row in enumerate(rows):
            ids[i, : len(row.ids)] = torch.tensor(row.ids)
            mask[i, : len(row.ids)] = True
        return ids, mask


def tokens_of(offsets, place):
    start, end = place
    first = next((i for i, (_, b) in enumerate(offsets) if b > start), None)
    last = next((i for i in range(len(offsets) - 1, -1, -1) if offsets[i][0] < end), None)
    return None if first is None or last is None or first > last else (first, last)

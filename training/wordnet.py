"""English words with their synonyms, relatives and definitions, from WordNet's database files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .data import Pair

PARTS = ("noun", "verb", "adj", "adv")
# Lexicographer files: kinds of animals and plants, a sixth of all nouns, which nobody asks about here.
LEFT_OUT = {"05", "20"}
# Derived from, and of the noun: to found – founder, school – scholastic.
RELATED = {"+", "\\"}


class Synset(NamedTuple):
    words: list[str]
    related: list[tuple[int, tuple[str, str], int]]  # number of a word, other synset, number of its word
    gloss: str


def read_synsets(folder: Path) -> dict[tuple[str, str], Synset]:
    """Synsets by part of speech and offset. Format: wndb(5WN), https://wordnet.princeton.edu/documentation/wndb5wn."""
    synsets = {}
    for part in PARTS:
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" ") or line.split(maxsplit=2)[1] in LEFT_OUT:
                continue
            head, _, gloss = line.partition(" | ")
            offset, _, kind, count, *rest = head.split()
            end = 2 * int(count, 16)
            words = [re.sub(r"\(\w+\)$", "", word).replace("_", " ") for word in rest[:end:2]]
            pointers = [rest[at : at + 4] for at in range(end + 1, end + 1 + 4 * int(rest[end]), 4)]
            related = [
                (int(places[:2], 16) - 1, (satellite(to), at), int(places[2:], 16) - 1)
                for symbol, at, to, places in pointers
                if symbol in RELATED and places != "0000"
            ]
            synsets[satellite(kind), offset] = Synset(words, related, gloss.strip())
    return synsets


def satellite(kind: str) -> str:
    """Adjectives near in meaning to a head adjective stand in its file."""
    return "a" if kind == "s" else kind


def wordnet_pairs(folder: Path) -> list[Pair]:
    """Word and definition, example and definition, word and synonym, word and what it is derived from."""
    return [Pair(left, right, "en", "en", "wordnet") for left, right in dict.fromkeys(related(read_synsets(folder)))]


def related(synsets: dict[tuple[str, str], Synset]) -> Iterator[tuple[str, str]]:
    for synset in synsets.values():
        definition = re.split(r';\s*"', synset.gloss)[0]
        for word in synset.words:
            yield word, definition
        yield from zip(synset.words, synset.words[1:], strict=False)
        for example in re.findall(r'"([^"]{12,})"', synset.gloss):
            yield example, definition
        for own, other, place in synset.related:
            if other in synsets:
                pair = synset.words[own], synsets[other].words[place]
                # Derivations stand with both words: once is enough.
                if pair[0].lower() < pair[1].lower():
                    yield pair

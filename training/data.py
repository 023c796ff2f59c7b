"""Reading the pairs, keeping a development split aside, and noise as people type it."""

import csv
import gzip
import random
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

csv.field_size_limit(sys.maxsize)

# Sources that are left out, and why: training/README.md.
DROPPED = {"gc_services", "iati", "covid_faq"}

# Batches are drawn from one group at a time, so that the other pairs of a batch are plausible mistakes.
GROUP_OF = {
    "ca_laws_text": "laws",
    "ca_laws_headings": "headings",
    "ca_laws_terms": "headings",
    "tatoeba": "tatoeba",
    "tatoeba_challenge": "tatoeba",
    "wiktionary": "lexicon",
    "esco": "lexicon",
    "osm_tags": "lexicon",
    "piaf": "qa_fr",
    "code_du_travail": "qa_fr",
    "squad_train_nqg": "qa_squad",
    "medquad": "qa_en",
    "pubmedqa": "qa_en",
    "covidqa": "qa_en",
    "wordnet": "wordnet",
    "relations": "qa_relations",
}


class Pair(NamedTuple):
    left: str  # French, or a question
    right: str  # English, or a passage
    left_language: str
    right_language: str
    source: str


ACCENTS = re.compile("[\u0300-\u036f]+")


def key(text: str) -> str:
    """A text without accents, capitals and spacing: two texts with one key are the same text."""
    bare = unicodedata.normalize("NFD", text.lower())
    return " ".join(ACCENTS.sub("", bare).split())


def rows(path: Path):
    open_ = gzip.open if path.suffix == ".gz" else open
    with open_(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def held_out_texts(data: Path) -> set[str]:
    """Every text of the held-out sets, as keys: no pair with one of them is trained on."""
    return {key(text) for path in (data / "heldout").glob("*.tsv") for row in rows(path) for text in row}


def read_pairs(data: Path, more: Sequence[Pair] = ()) -> dict[str, list[Pair]]:
    """Pairs by group, in the order of the files and of `more`: neighbours are often from one document."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for path in sorted((data / "train").glob("parallel_*.tsv*")):
        for french, english, source in rows(path):
            if source not in DROPPED:
                groups[GROUP_OF.get(source, "docs")].append(Pair(french, english, "fr", "en", source))
    for path in sorted((data / "train").glob("qa*.tsv*")):
        for question, passage, asked, written, source in rows(path):
            if source in DROPPED:
                continue
            group = "qa_laws" if source == "ca_laws" else GROUP_OF.get(source, f"qa_{asked}")
            groups[group].append(Pair(question, passage, asked, written, source))
    for pair in more:
        groups[GROUP_OF[pair.source]].append(pair)
    groups["qa_laws"] = in_both_languages(groups["qa_laws"], groups["headings"] + groups["laws"])
    return without(groups, held_out_texts(data))


def in_both_languages(questions: list[Pair], parallel: list[Pair]) -> list[Pair]:
    """Every heading and passage whose translation is known, in all four language directions."""
    translation: dict[tuple[str, str], str] = {}
    for pair in parallel:
        translation.setdefault(("fr", pair.left), pair.right)
        translation.setdefault(("en", pair.right), pair.left)
    seen: set[tuple[str, str]] = set()
    done: list[Pair] = []
    for pair in questions:
        lefts = sides(pair.left_language, pair.left, translation)
        rights = sides(pair.right_language, pair.right, translation)
        for left_language, left in lefts:
            for right_language, right in rights:
                if (left, right) not in seen:
                    seen.add((left, right))
                    done.append(Pair(left, right, left_language, right_language, pair.source))
    return done


def sides(language: str, text: str, translation: dict[tuple[str, str], str]) -> list[tuple[str, str]]:
    other = translation.get((language, text))
    return [(language, text)] + ([("en" if language == "fr" else "fr", other)] if other else [])


def split(groups: dict[str, list[Pair]]) -> tuple[dict[str, list[Pair]], dict[str, list[Pair]]]:
    """Training pairs and development pairs; no text of a development question is in both."""
    development = {
        "squad": groups["qa_squad"][-1000:],
        "piaf": [pair for pair in groups["qa_fr"] if pair.source == "piaf"][-2000:],
        "laws": groups["qa_laws"][-4000:],
    }
    asked = [
        pair
        for pair in groups["tatoeba"]
        if pair.left.endswith("?") and pair.right.endswith("?") and len(pair.right.split()) >= 5
    ]
    questions: list[Pair] = []
    taken: set[str] = set()
    for pair in random.Random(1).sample(asked, len(asked)):
        if len(questions) < 1000 and not {key(pair.left), key(pair.right)} & taken:
            taken |= {key(pair.left), key(pair.right)}
            questions.append(pair)
    development["questions"] = questions
    texts = taken | {key(pair.right) for pairs in development.values() for pair in pairs}
    return without(groups, texts), development


def without(groups: dict[str, list[Pair]], texts: set[str]) -> dict[str, list[Pair]]:
    """The pairs with neither side among the texts, given as keys."""
    return {
        group: [pair for pair in pairs if key(pair.left) not in texts and key(pair.right) not in texts]
        for group, pairs in groups.items()
    }


KEYS = {
    near: around
    for row in ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
    for near, around in zip(row, row[1:] + row[-2], strict=True)
}


def mistyped(text: str, random_: random.Random) -> str:
    """A text as typed in a hurry: slips in one or two words, apostrophes and hyphens lost."""
    if random_.random() < 0.3:
        text = re.sub(r"['’-]", random_.choice(["", " "]), text)
    words = text.split()
    long = [i for i, word in enumerate(words) if len(word) > 3]
    for i in random_.sample(long, min(len(long), random_.choice([1, 1, 2]))):
        words[i] = slip(words[i], random_)
    return " ".join(words)


def slip(word: str, random_: random.Random) -> str:
    at = random_.randrange(1, len(word) - 1)
    kind = random_.randrange(5)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    if kind == 3:
        return word[:at] + KEYS.get(word[at].lower(), "e") + word[at + 1 :]
    return re.sub(r"(.)\1", r"\1", word) if re.search(r"(.)\1", word) else word[:-1]

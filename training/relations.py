"""Questions and statements about made-up people and organisations, from patterns of our own (relations.txt)."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .data import Pair

PATTERNS = Path(__file__).with_name("relations.txt")
LANGUAGES = ("fr", "en")
WORLDS = 5_000
# So many pairs in a row are about the same names: what is asked is all that tells them apart.
ASKED = 16
STARTS = "b bl br c ch d dr f fl g gr j l m n p pl r s st t tr v".split()
ENDS = ["l", "n", "r", "s", "t", "x", "nd", "rt", "", "", "", ""]

Values = dict[str, dict[str, list[str]]]


class Relation(NamedTuple):
    asks: dict[str, list[str]]
    tells: dict[str, list[str]]


def read_relations() -> tuple[list[Relation], Values]:
    """The relations, and by language what may stand in their places."""
    relations: list[Relation] = []
    values: Values = {language: {} for language in LANGUAGES}
    for block in PATTERNS.read_text(encoding="utf-8").split("\n\n"):
        relation = Relation({language: [] for language in LANGUAGES}, {language: [] for language in LANGUAGES})
        for line in block.splitlines():
            language, mark, text = line[:2], line[2:3], line[4:]
            if language not in LANGUAGES:
                continue
            if mark == "?":
                relation.asks[language].append(text)
            elif mark == ".":
                relation.tells[language].append(text)
            elif mark == "=":
                slot, _, rest = line[3:].partition(" ")
                values[language][slot] = rest.split("|")
        if relation.asks["fr"]:
            relations.append(relation)
    return relations, values


def made_up_facts() -> list[Pair]:
    """Questions and the statements that answer them, in all four directions."""
    relations, values = read_relations()
    random_ = random.Random(5)
    return [pair for _ in range(WORLDS) for pair in facts(relations, values, random_)]


def facts(relations: list[Relation], values: Values, random_: random.Random) -> Iterator[Pair]:
    """A question and a statement each of some relations, about the same names."""
    names = {slot: organisation(values, random_) for slot in "xy"} | {slot: person(values, random_) for slot in "pq"}
    for relation in random_.sample(relations, ASKED):
        asked, told = random_.choice(LANGUAGES), random_.choice(LANGUAGES)
        # A statement may call a person by the last name alone.
        short = names | ({slot: names[slot].split()[-1] for slot in "pq"} if random_.random() < 0.4 else {})
        question = written(random_.choice(relation.asks[asked]), asked, names, values, random_)
        statement = written(random_.choice(relation.tells[told]), told, short, values, random_)
        yield Pair(question, statement, asked, told, "relations")


def written(pattern: str, language: str, names: dict[str, str], values: Values, random_: random.Random) -> str:
    def slot(found: re.Match[str]) -> str:
        return names.get(found[1]) or value(found[1], language, values, random_)

    text = re.sub(r"\(([^()]*)\)", lambda either: random_.choice(either[1].split("|")), pattern)
    return " ".join(re.sub(r"\{(\w+)\}", slot, text).split())


def value(slot: str, language: str, values: Values, random_: random.Random) -> str:
    some = random_.randint(2, 99)
    if slot == "year":
        return str(random_.randint(1890, 2030))
    if slot == "few" or slot == "percent":
        return str(some)
    if slot == "n":
        return str(some) + random_.choice(["", " 000" if language == "fr" else ",000"])
    if slot == "money":
        return f"{some} {random_.choice(values[language]['money'])}"
    if slot == "date":
        return f"{random_.randint(1, 28)} {random_.choice(values[language]['month'])} {random_.randint(1920, 2025)}"
    return random_.choice(values[language][slot])


def organisation(values: Values, random_: random.Random) -> str:
    if random_.random() < 0.25:
        return "".join(random_.choices("ABCDEFGILMNOPRSTUV", k=random_.randint(3, 5)))
    kind = random_.choice(values["fr"]["kind"] + values["en"]["kind"])
    return f"{kind} {coined(random_)}".strip()


def person(values: Values, random_: random.Random) -> str:
    return f"{random_.choice(values['fr']['first'])} {coined(random_)}"


def coined(random_: random.Random) -> str:
    """A name that hardly anyone bears: nothing is learned about it."""
    syllables = [random_.choice(STARTS) + random_.choice("aeiou") for _ in range(random_.randint(1, 3))]
    return ("".join(syllables) + random_.choice(ENDS)).capitalize()

"""Sentences with the token ids and vectors that training gives them: what the search's own reading is tested against.

`python -m training.sample --model MODEL --out FILE`; with `--data DATA`, `--more` sentences of the data besides.
"""

import argparse
import base64
import json
import random
from pathlib import Path

import numpy as np

from .data import mistyped, read_pairs
from .evaluate import Static, load

SENTENCES = (
    "Qui a fondé l'association, et en quelle année ?",
    "Who founded the charity, and in what year?",
    "où se trouve la crèche la plus proche",
    "Where is the nearest nursery?",
    "Combien coûte une place en maison de retraite ?",
    "How much does a room in a care home cost?",
    "L’œuvre de la sœur aînée, d’après l’ex æquo.",
    "LES HORAIRES D'OUVERTURE DU MUSÉE",
    "OPENING HOURS OF THE MUSEUM",
    "cest quoi une entreprise sociale",
    "whats a social entreprise",
    "Le budget est de 1 250 000,50 € en 2023.",
    "The budget was £1,250,000.50 in 2023 (up 3.5%).",
    "Peut-on venir avec son chien ? 🐶",
    "Thank you! 🙏🏽 See you soon 👋",
    "Il est né le 1er mars 1984 à Saint-Étienne-du-Rouvray.",
    "She was born on 1 March 1984 in Newcastle-upon-Tyne.",
    "Aujourd’hui, quelqu’un s’est-il inscrit jusqu’au bout ?",
    "I can't, won't and shouldn't: it's John's.",
    "« Nous accueillons, soignons et logeons », dit-elle.",
    "“We welcome, care for and house people”, she says.",
    "ecrire a contact@exemple.fr ou au 01 23 45 67 89",
    "See https://example.org/en/about?lang=en#team for more.",
    "Les salarié·e·s et les bénévoles du tiers-lieu",
    "co-operatives, not-for-profits and start-ups",
    "anticonstitutionnellement",
    "counterrevolutionaries",
    "Xyzzyq Brzęczyszczykiewicz",
    "Ça coûte cher là-bas, n'est-ce pas ?",
    "cafe\u0301 cre\u0300me",
    "naïve façade, déjà vu",
    "Le n° 12 (art. L. 412-1, al. 3) s'applique.",
    "Section 12(3)(b) does not apply to a person under 18.",
    "Quel est le rôle du conseil d’administration ?",
    "What does the board of trustees do?",
    "comment fair pour devenir benevol",
    "how do i becom a voluntear",
    "Привет, как дела?",
    "東京に行きたいです。",
    "مرحبا بكم",
    "une\tligne\nune autre",
    "espace\u00a0insécable\u202f!",
    "zéro\u200blargeur et trait\u00add’union",
    "A B C d e f 1 2 3",
    "…",
    "Rien ne va plus !!! ???",
    "50 % des élèves, ½ tarif, m² et CO₂",
    "straße, Ångström, señor, Łódź",
    "The programme helps young people leaving care to find a first job and a place to live.",
    "Le programme aide les jeunes qui sortent de l'aide sociale à trouver un premier emploi et un logement.",
)


def described(model: Static, texts: list[str]) -> list[dict]:
    """A vector is written in eight bits a number: enough to tell a wrong one by."""
    tokens = model.tokens(texts)
    described_ = []
    for text, ids, vector in zip(texts, tokens, model.vectors(tokens)):
        eight = np.rint(vector / max(np.abs(vector).max(), 1e-9) * 127).astype(np.int8)
        described_.append({"text": text, "ids": ids.tolist(), "vector": base64.b64encode(eight.tobytes()).decode()})
    return described_


def drawn(data: Path, count: int) -> list[str]:
    """Sentences of every group, some mistyped, some in capitals."""
    random_ = random.Random(5)
    groups = list(read_pairs(data).values())
    texts = []
    for _ in range(count):
        text = random_.choice(random_.choice(random_.choice(groups))[:2])
        change = random_.random()
        texts.append(mistyped(text, random_) if change < 0.2 else text.upper() if change < 0.25 else text)
    return texts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--more", type=int, default=10_000)
    options = parser.parse_args()
    texts = list(SENTENCES) + (drawn(options.data, options.more) if options.data else [])
    lines = [json.dumps(line, ensure_ascii=False) for line in described(load(options.model), texts)]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")

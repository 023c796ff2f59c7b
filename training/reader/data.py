"""What the reader learns from: a question with some passages, of which one answers or none does, drawn anew each round.

A file of `written/` or `extra/` holds documents in both languages, one of `real/` in one (a line a document), PIAF questions over paragraphs. Which
documents train, which calibrate (`dev`) and which only judge (`unseen`) is told by the document's name alone: see `split_of`.
"""
import collections
import dataclasses
import glob
import gzip
import hashlib
import json
import math
import os
import random
import re
import unicodedata

LANGUAGES = ('fr', 'en')


@dataclasses.dataclass(frozen=True)
class Passage:
    text: str
    title: str
    head: str
    date: str = ''


@dataclasses.dataclass(frozen=True)
class Question:
    text: str
    # Position of the passage that answers, or of the one that the near miss was written about.
    passage: int
    # Language -> the answering words; none for a near miss.
    answers: dict


@dataclasses.dataclass(frozen=True)
class Document:
    name: str
    # Language -> passages; both languages in the same order, or one language alone.
    passages: dict
    questions: list


# Share in percent of documents that judge, and that calibrate.
UNSEEN, DEV = {'r': 30, 'd': 38, 'e': 15, 'f': 0}, {'r': 10, 'd': 13, 'e': 9, 'f': 0}
# Of the sets a, b and c, which learned first, these alone have never been learned from.
KEPT_OUT = (
    'aissatou-marchal-laverie', 'archives-communales-verdelais-sur-orne', 'b-charte-projet-silo', 'b-entretiens-annuels-groupe-sirocco',
    'b-postmortem-sauvegarde-archives', 'b-telephones-pro-garde-cotiere', 'b-traduire-wiki-alambic', 'banque-du-temps-cours-sablon',
    'bureau-guides-val-d-arsine-femmes', 'c-observatoire-du-pic-de-sarvan', 'c-theatre-de-la-rotonde-saison',
    'entretien-bao-chau-delorme-edtech', 'festival-courts-de-granges', 'grainotheque-du-clos-perdu', 'guidon-solidaire-faq',
    'orchestre-jeunes-cordes-neuves',
)
SET = re.compile(r'([rdef])\d?-')


def split_of(name):
    """'train', 'dev' or 'unseen', by the name of a document."""
    numbered = SET.match(name)
    if numbered is None:
        return 'train' if name not in KEPT_OUT else 'unseen' if KEPT_OUT.index(name) % 3 else 'dev'
    place = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 100
    kind = numbered[1]
    if place < UNSEEN[kind]:
        return 'unseen'
    return 'dev' if place < UNSEEN[kind] + DEV[kind] else 'train'


KINDS = ('written', 'extra', 'real')


def lines_of(folder, kind):
    """The documents of `kind/*.jsonl` as they stand there; `extra` stands beside this file."""
    root = os.path.dirname(__file__) if kind == 'extra' else folder
    for path in sorted(glob.glob(os.path.join(root, kind, '*.jsonl'))):
        for line in open(path, encoding='utf-8'):
            if line.strip():
                yield json.loads(line)


def read_documents(folder):
    return [(monolingual if kind == 'real' else bilingual)(line) for kind in KINDS for line in lines_of(folder, kind)]


def bilingual(d):
    none = {'fr': '', 'en': ''}
    passages = {
        l: [Passage(p[l], d['title'][l], p.get('head', none)[l], d.get('date', '')) for p in d['passages']] for l in LANGUAGES
    }
    questions = []
    for i, p in enumerate(d['passages']):
        questions += [Question(q['q'], i, {l: q[l] for l in LANGUAGES}) for q in p['qs']]
        questions += [Question(q['q'], i, {}) for q in p['no']]
    return Document(d['doc'], passages, questions)


def monolingual(d):
    l = d['lang']
    passages = {l: [Passage(p['text'], d['title'], p['heading']) for p in d['passages']]}
    questions = []
    for i, p in enumerate(d['passages']):
        questions += [Question(q['q'], i, {l: q['a']}) for q in p['qs']]
        questions += [Question(q['q'], i, {}) for q in p['no']]
    return Document(d['doc'], passages, questions)


def read_piaf(path):
    """PIAF's articles, each as a document a paragraph of which is cut into passages by `cut`."""
    articles = collections.defaultdict(list)
    for line in gzip.open(path, 'rt', encoding='utf-8'):
        paragraph = json.loads(line)
        articles[paragraph['article']].append(paragraph)
    return articles


def cut_article(title, paragraphs, rng):
    """An article as a document: passages of one to three sentences, cut anew each time."""
    passages, questions = [], []
    for paragraph in paragraphs:
        first, spans = len(passages), cut(paragraph['context'], rng)
        passages += [Passage(paragraph['context'][a:b], title, '') for a, b in spans]
        for qa in paragraph['qas']:
            for start, answer in qa['a'][:1]:
                at = next((i for i, (a, b) in enumerate(spans) if a <= start and start + len(answer) <= b), None)
                if at is not None:
                    questions.append(Question(qa['q'], first + at, {'fr': answer}))
    return Document(f'piaf {title}', {'fr': passages}, questions)


SENTENCE_END = re.compile(r'(?<=[.!?…»”])\s+(?=[A-ZÀ-ÖØ-Þ«“"0-9])')


def cut(text, rng, longest=3):
    ends, at = [], 0
    for match in SENTENCE_END.finditer(text):
        if match.start() - at > 30:
            ends.append((at, match.start()))
            at = match.end()
    ends.append((at, len(text)))
    spans = []
    while ends:
        n = min(len(ends), rng.randint(1, longest))
        spans.append((ends[0][0], ends[n - 1][1]))
        ends = ends[n:]
    return spans


def plain(text):
    return ''.join(c for c in unicodedata.normalize('NFD', text.lower()) if not unicodedata.combining(c))


WORD = re.compile(r'[a-z0-9]{3,}')


def stems(text):
    return {word[:6] for word in WORD.findall(plain(text))}


class Likeness:
    """Which passages share rare words with a question."""

    def __init__(self, passages, owners):
        self.passages, self.owners = passages, owners
        self.stems = [stems(p.text) for p in passages]
        self.counts = collections.Counter(s for each in self.stems for s in each)
        self.at = collections.defaultdict(list)
        for i, each in enumerate(self.stems):
            for s in each:
                self.at[s].append(i)

    def weight(self, stem):
        return math.log(1 + len(self.passages) / (1 + self.counts[stem]))

    def score(self, question, text):
        return sum(self.weight(s) for s in stems(question) & stems(text))

    def look_alikes(self, question, owner, count):
        """Passages of other documents that share most with a question."""
        found = collections.Counter()
        for s in stems(question):
            if self.counts[s] < len(self.passages) * 0.05:
                for i in self.at[s]:
                    found[i] += self.weight(s)
        return [self.passages[i] for i, _ in found.most_common(count + 20) if self.owners[i] != owner][:count]


FRAMES = (
    '{} merci', '{} merci d’avance !', 'Bonjour, {}', 'hello, {}', '{} thanks!', 'Quick question: {}', 'svp {}', '{} please', 'Salut ! {}',
    'hi bot, {}', 'I was wondering, {}', 'Petite question : {}', '{} Thank you!', 'does anyone know {}', 'quelqu’un sait {}', '{} stp',
    'Hey team, {}', '@bot {}', 'Bonjour à tous, {}', '{} réponse courte svp', '{} answer briefly', 'dis-moi {}', 'can you tell me {}',
)


def roughen(question, rng):
    """A question as it may be typed: without capitals, accents or a mark, mistyped, in a greeting."""
    chance = rng.random()
    if chance < 0.14:
        question = question.lower()
    elif chance < 0.24:
        question = plain(question)
    elif chance < 0.27:
        question = question.upper()
    if rng.random() < 0.15:
        question = question.rstrip(' ?!.')
    if rng.random() < 0.07 and len(question) > 8:
        i, kind = rng.randrange(1, len(question) - 2), rng.random()
        if kind < 0.4:
            question = question[:i] + question[i + 1 :]
        elif kind < 0.8:
            question = question[:i] + question[i + 1] + question[i] + question[i + 2 :]
        else:
            question = question[:i] + question[i] + question[i:]
    if rng.random() < 0.1:
        question = rng.choice(FRAMES).format(question)
    return question


def context_of(passage, rng=None):
    """What stands before a passage when it is read: title > heading path · date. With `rng`, now and then a part of it."""
    title, head, date = passage.title, passage.head, passage.date
    if rng is not None:
        if not date and rng.random() < 0.25:
            date = f'{rng.randint(1998, 2026)}' + (f'-{rng.randint(1, 12):02}' if rng.random() < 0.6 else '')
        chance = rng.random()
        if chance < 0.12:
            return ''
        if chance < 0.22:
            head = ''
        elif chance < 0.32 and head:
            title = ''
        if rng.random() < 0.3:
            date = ''
    path = ' > '.join(part for part in (title, head) if part)
    return f'{path} · {date}' if path and date else path


@dataclasses.dataclass(frozen=True)
class Pair:
    """A passage to be read for a question; `spans` are the places of the answering words in its text."""

    context: str
    text: str
    answers: bool
    spans: list


def places(text, answer):
    found, at = [], text.find(answer)
    while at >= 0:
        found.append((at, at + len(answer)))
        at = text.find(answer, at + 1)
    return found


def draw(document, question, likeness, rng, negatives=3):
    """A question and its pairs: the passage that answers, if any, neighbours that do not, look-alikes of other documents."""
    by_language = document.passages
    languages = list(by_language)
    pairs = []

    def add(passage, spans, answers=False):
        pairs.append(Pair(context_of(passage, rng), passage.text, answers, spans))

    if question.answers:
        language = rng.choice(languages)
        passage = by_language[language][question.passage]
        add(passage, places(passage.text, question.answers[language]), True)
        rivals = [
            i
            for i, other in enumerate(by_language[language])
            if i != question.passage and (len(languages) > 1 or question.answers[language].lower() not in other.text.lower())
        ]
    else:
        language = rng.choice(languages)
        add(by_language[language][question.passage], [])
        rivals = [i for i in range(len(by_language[language])) if i != question.passage]
    # The neighbours that share most with the question, with a little luck.
    scored = sorted(rivals, key=lambda i: -likeness.score(question.text, by_language[language][i].text) - 2 * rng.random())
    near = scored[: negatives - 1] if question.answers else scored[: negatives - 2]
    rest = [i for i in rivals if i not in near]
    if rest and rng.random() < 0.5:
        near.append(rng.choice(rest))
    for i in near:
        add(by_language[rng.choice(languages)][i], [])
    if rng.random() < 0.35:
        foreign = likeness.look_alikes(question.text, document.name, 6)
        if foreign:
            add(rng.choice(foreign), [])
    elif rng.random() < 0.12:
        add(rng.choice(likeness.passages), [])
    return roughen(question.text, rng), pairs

import type { Language } from '../corpus/document.js';
import { splitSentences } from '../corpus/sentences.js';
import type { Subject } from '../corpus/subjects.js';
import { keyOf } from '../index/keys.js';
import { fold, terms } from '../index/terms.js';
import type { Range } from '../range.js';
import type { Answer, Quote, Topic } from './answer.js';
import { namesOf } from './find-subject.js';
import type { Candidate } from './retrieve.js';

/** A sentence of the corpus, to the letter, and where it stands. */
export interface Fact extends Pick<Quote, 'key' | 'document' | 'section' | 'source' | 'language'> {
  readonly sentence: string;
}

/** What the corpus says of a subject first, in its own sentences. */
export interface Card {
  readonly subject: Subject;
  readonly language: Language;
  /** The sentence that says what it is; null when none does. */
  readonly definition: Fact | null;
  /** At most five, no two the same, none of them the definition. */
  readonly facts: readonly Fact[];
  /** Questions that its pages list and that are answered from them, in their order, each with the sentence that answers. */
  readonly questions: readonly { readonly text: string; readonly sentence: string }[];
  /** At most five sections, those of its facts first, then others that name it: what there is to look up where no question is listed. */
  readonly topics: readonly Omit<Topic, 'pair'>[];
}

/** What a card is made with. */
interface Maker {
  readonly ask: (
    question: string,
    options: { language: Language; locale: Language; limit: number },
  ) => Promise<Answer>;
  readonly inspect: (
    question: string,
    options: { locale: Language },
  ) => Promise<{ candidates: readonly Candidate[] } | null>;
  readonly quote: (key: string, options: { language: Language }) => Promise<Quote | null>;
}

const FACTS = 5;
/** Questions of its pages that are put to the engine: about a tenth of a second each. */
const ASKED = 10;
/** UTF-16 code units of a sentence beyond which it is no fact for a card. */
const LONGEST = 320;
/** What asks what something or somebody is: of one of which nobody said, it may be either. */
const WHAT: Readonly<Record<Language, (name: string) => readonly [what: string, who: string]>> = {
  fr: (name) => [`Qu’est-ce que ${name} ?`, `Qui est ${name} ?`],
  en: (name) => [`What is ${name}?`, `Who is ${name}?`],
};
const ARTICLE = /^(?:(?:les?|la|une?|the|an?)\s+|l['’])/iu;

/**
 * Makes the card of a subject. Its definition is the sentence that answers what it is. Its facts are sentences in which its pages
 * answer the questions that they list, then such as begin with its name. Of a subject that no page presents, every sentence begins so.
 *
 * @throws Failure `quote-mismatch` as `Engine.ask` does.
 */
export async function cardOf(subject: Subject, language: Language, maker: Maker): Promise<Card> {
  const { kind, isDeclared, pages } = subject;
  const isOwn = (fact: Fact) => fact.language === language && (!isDeclared || pages.includes(fact.document));
  async function answerTo(question: string): Promise<Fact | null> {
    const { verdict, quotes } = await maker.ask(question, { language, locale: language, limit: 1 });
    const [quote] = quotes;
    if (verdict !== 'answered' || quote === undefined || quote.highlight === null) return null;
    const fact = factOf(quote, quote.highlight);
    return isOwn(fact) ? fact : null;
  }

  const [what, who] = WHAT[language](subject.name);
  const asking = kind === null ? [what, who] : kind === 'person' ? [who] : [what];
  const naming = (await sentencesNear(asking, language, maker)).filter(
    (fact) => isOwn(fact) && isNamed(fact, subject),
  );
  const answers = await Promise.all(asking.map(answerTo));
  const definition =
    answers.find((fact) => fact !== null && (isDeclared || leads(fact, subject))) ??
    naming.find(({ document }) => document === pages[0]) ??
    null;

  const questions = new Map<string, Fact>();
  for (const question of [...new Set(subject.questions)].slice(0, ASKED)) {
    const fact = await answerTo(question);
    if (fact !== null) questions.set(question, fact);
  }
  const answering = [...questions.values()].filter((fact) => isNamed(fact, subject));
  const facts = [
    ...answering.filter(({ document }) => document === pages[0]),
    ...[...answering, ...naming].filter((fact) => leads(fact, subject)),
    ...answering,
  ].filter(({ sentence }) => sentence.length <= LONGEST && sentence !== definition?.sentence);
  const shown = distinctBy(facts, ({ sentence }) => sentence).slice(0, FACTS);
  const sections = [definition, ...shown, ...naming].flatMap((fact) =>
    fact === null ? [] : [{ key: fact.key, title: fact.section || fact.source.title }],
  );
  return {
    subject,
    language,
    definition,
    facts: shown,
    questions: [...questions].map(([text, { sentence }]) => ({ text, sentence })),
    topics: distinctBy(sections, ({ title }) => title).slice(0, FACTS),
  };
}

/** The sentences of the passages in a language that are nearest to questions, in the order of the corpus. */
async function sentencesNear(
  questions: readonly string[],
  language: Language,
  { inspect, quote }: Maker,
): Promise<Fact[]> {
  const found = new Map<string, number>();
  for (const question of questions) {
    for (const { pair } of (await inspect(question, { locale: language }))?.candidates ?? [])
      if (pair[language] !== null) found.set(keyOf(pair), pair.position);
  }
  const sentences: Fact[] = [];
  for (const [key] of [...found].sort(([, a], [, b]) => a - b)) {
    const passage = await quote(key, { language });
    if (passage === null) continue;
    const whole = splitSentences(passage.text, language).map((range) => factOf(passage, range));
    sentences.push(...whole.filter(({ sentence }) => /[.!…»”)]$/u.test(sentence)));
  }
  return sentences;
}

function distinctBy<T>(all: readonly T[], of: (one: T) => string): T[] {
  const seen = new Set<string>();
  return all.filter((one) => !seen.has(of(one)) && seen.add(of(one)));
}

function factOf({ key, text, document, section, source, language }: Quote, { start, end }: Range): Fact {
  return { key, document, section, source, language, sentence: text.slice(start, end).trim() };
}

/** Whether a sentence holds all the words of a name of the subject. */
function isNamed({ sentence, language }: Fact, subject: Subject): boolean {
  const words = new Set(terms(sentence, language));
  return namesOf(subject).some((name) => {
    const wanted = terms(name, language);
    return wanted.length > 0 && wanted.every((word) => words.has(word));
  });
}

/** Whether a sentence begins with a name of the subject, or with more of that name than was detected: it is then about it. */
function leads({ sentence, language }: Fact, subject: Subject): boolean {
  const whole = sentence.replace(ARTICLE, '');
  const words = /^(?:\p{Lu}[\p{L}\p{M}-]*\s+){0,2}/u.exec(whole)?.[0].match(/\S+\s+/gu) ?? [];
  // What opens a sentence, as "In" does, is no part of a name.
  const isName = words.length > 0 && words.every((word) => terms(word, language).length > 0);
  const starts =
    subject.isDeclared || !isName ? [0] : [0, ...words.map((_, i) => words.slice(0, i + 1).join('').length)];
  return starts.some((start) => {
    const rest = fold(whole.slice(start));
    return namesOf(subject).some((name) => {
      const wanted = fold(name.replace(ARTICLE, ''));
      return rest.startsWith(wanted) && /^[\s,]/u.test(rest.slice(wanted.length));
    });
  });
}

import type { Language } from '../corpus/document.js';
import { fold, wordsOf } from '../index/terms.js';
import { plain } from './clean.js';
import type { IsName } from './names.js';

/** Words of questions that say what kind of thing is asked for, or nothing at all, but not what it is about (folded). */
const LIGHT_WORDS = new Set(
  `annee annees date dates epoque jour mois nombre nom noms prenom liste personne exactement actuellement depuis since
   ville villes endroit lieu periode town city place period aujourd hui maintenant dire dis sais savoir question
   svp stp merci cest koi kel cmb cb vraiment chose choses encore environ toujours alors appelle appelait
   year years date day month number name names list person exactly currently today now tell know explain
   please thanks mean called whats whos ever really kind thing things still else`.split(/\s+/),
);

/** What stands between a follow-up and what it is about, once completed: "how many — Groupe SOS". */
const TOPIC_MARK = ' — ';

/** What one asker said lately. Belongs to whoever asks; changed by every question of theirs. */
export interface Conversation {
  last: Turn | null;
}

/** The last question that was understood, and the name it was answered with. */
interface Turn {
  /** As completed. */
  readonly question: string;
  readonly language: Language;
  /** The person or organisation quoted in bold, when there was one. */
  readonly answer: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A conversation is over after this long, in milliseconds. */
const FORGOTTEN_AFTER = 15 * 60_000;

/** A conversation with nothing said yet. */
export function startConversation(): Conversation {
  return { last: null };
}

/** Remembers a question as the one that the next may follow up on. */
export function remember(conversation: Conversation, turn: Omit<Turn, 'at'>, now = Date.now()): void {
  conversation.last = { ...turn, at: now };
}

const OPENING: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:(?:et|mais|ok|ah|donc|alors|sinon)\b[\s,]*)?(?:(?:pour|en ce qui concerne)\s+|qu['’]en est[- ]il (?:de |du |des |d['’]))?/i,
  en: /^(?:(?:and|but|ok|so|then|or)\b[\s,]*)?(?:(?:what|how) about\s+)?/i,
};
/** Pronouns that stand for what was spoken of. */
const PRONOUN: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:ils?|elles?|lui|eux|leurs?|son|sa|ses|celui-ci|celle-ci|ceux-ci|y en a|ce dernier|cette derniere|la-bas)\b|\ben (?:a|ont|est|sont|avait|compte)\b/,
  en: /\b(?:he|she|it|they|him|her|his|hers|their|theirs|them|its|that one|those|there)\b/,
};
/** Those of them that may stand for one person. */
const PERSON: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:il|elle|lui|son|sa|ses|celui-ci|celle-ci|ce dernier|cette derniere)\b/,
  en: /\b(?:he|she|him|her|his|hers|that one)\b/,
};
/** Where the same words stand for nothing. */
const IMPERSONAL: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:il (?:n')?y (?:a|avait|aura)|y a-t-il|(?:est-il|il est) vrai|il (?:existe|faut)|existe-t-il|s'il (?:te|vous) plait)\b/g,
  en: /\b(?:(?:is it|it is|it's) true|there(?:'s| (?:is|are|was|were|has|have))|(?:is|are|was|were) there)\b/g,
};
/** "Who is that?": asks about the answer itself. */
const WHO_IS_THAT =
  /^(?:et )?(?:c'est qui|qui est[- ]ce|qui est[- ](?:il|elle)|ki est ce)\W*(?:la)?\W*$|^(?:and )?who(?:'s| is| was) (?:that|he|she|it|this)\W*$/;

/**
 * Completes a follow-up ("et depuis quand ?", "and how many of them?") from what was said before.
 *
 * @returns The completed question, or null when the question stands by itself.
 */
export function completeFollowUp(
  question: string,
  language: Language,
  conversation: Conversation,
  isName: IsName,
  now = Date.now(),
): string | null {
  const { last } = conversation;
  if (last === null || now - last.at > FORGOTTEN_AFTER) return null;
  const text = plain(question);
  if (WHO_IS_THAT.test(text)) {
    const who = topicOf(last, isName, true);
    if (who === '') return null;
    return language === 'fr' ? `Qui est ${who} ?` : `Who is ${who}?`;
  }
  const opening = OPENING[language].exec(question)?.[0] ?? '';
  const bare = question.slice(opening.length).trim();
  const content = contentOf(bare, language);
  // What comes after an opening does not begin a sentence: its capital says that it is a name.
  const known = nameWords(opening === '' ? bare : `, ${bare}`, language, isName);
  const names = content.filter((word) => known.has(word));
  const figures = content.filter((word) => /^\d/.test(word));
  if (opening !== '' && content.length > 0 && names.length + figures.length === content.length) {
    return renamed(last, bare, names.length > 0, isName);
  }
  if (names.length > 0) return null;
  const personal = text.replace(IMPERSONAL[language], ' ');
  const hasPronoun = PRONOUN[language].test(personal);
  if (opening === '' && !hasPronoun && content.length > 0) return null;
  const topic =
    content.length === 0
      ? wordsAbout(last)
      : [topicOf(last, isName, PERSON[language].test(personal)), ...yearsOf(last.question, figures)]
          .filter((part) => part !== '')
          .join(', ');
  return topic === '' ? null : `${withoutStop(bare)}${TOPIC_MARK}${topic}`;
}

/** The words of a text that say what it is about, folded. */
function contentOf(text: string, language: Language): string[] {
  return wordsOf(text, language)
    .map(({ folded }) => folded)
    .filter((folded) => !LIGHT_WORDS.has(folded));
}

/** The words of the names in a text, folded. */
function nameWords(text: string, language: Language, isName: IsName): Set<string> {
  return new Set(namesOf(text, isName).flatMap((name) => contentOf(name, language)));
}

/** The last question, asked of another name or year: "et le MOUVES ?", "and in 2012?". */
function renamed(last: Turn, bare: string, isAboutName: boolean, isName: IsName): string {
  const previous = withoutStop(last.question);
  const subject = withoutStop(bare);
  const old = isAboutName ? lastName(previous, isName) : /\b(?:1[89]|20)\d{2}\b/.exec(previous)?.[0];
  if (old === undefined) return `${previous} ${subject}`;
  const replacement = isAboutName
    ? subject.replace(/^(?:l[ea]s?|the)\s|^l['’]/i, '')
    : subject.replace(/^\D+/, '');
  return previous.replace(old, () => replacement);
}

/**
 * What the last question was about: for a person, the name it was answered with, unless it asked about
 * nothing but a name itself ("Who is Odile Ferrand?"); else its own names, else its words.
 */
function topicOf(last: Turn, isName: IsName, isPerson: boolean): string {
  const known = nameWords(last.question, last.language, isName);
  const isOnlyName = contentOf(last.question, last.language).every((word) => known.has(word));
  if (isPerson && last.answer !== null && !isOnlyName) return last.answer;
  const names = namesOf(last.question, isName);
  return names.length > 0 ? names.join(', ') : wordsAbout(last);
}

/** The years of the last question, unless the follow-up has figures of its own or names them already. */
function yearsOf(question: string, figures: readonly string[]): string[] {
  return figures.length > 0 ? [] : (question.match(/\b(?:1[89]|20)\d{2}\b/g) ?? []);
}

/** The words of the last question that say what it was about, as they were typed. */
function wordsAbout(last: Turn): string {
  const content = new Set(contentOf(last.question, last.language));
  const typed = last.question.match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return typed.filter((word) => word.split('-').some((part) => content.has(fold(part)))).join(' ');
}

/** Words of a text that are written with a capital inside it, or of capitals alone (folded). */
function capitalised(text: string): Set<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(/\p{Lu}[\p{L}\p{M}\p{N}]*/gu)) {
    const word = match[0];
    const before = text.slice(0, match.index).trimEnd();
    const opens = before === '' || /[.!?…:»”"]$/.test(before);
    if (!opens || /^\p{Lu}{2,}$/u.test(word)) found.add(fold(word));
  }
  return found;
}

/** Names of a question, as typed: runs of words that are capitalised inside it or names in the corpus. */
function namesOf(question: string, isName: IsName): string[] {
  const capitals = capitalised(question);
  const isPart = (word: string) =>
    word.split('-').every((part) => capitals.has(fold(part)) || isName(fold(part)));
  const names: string[] = [];
  let run: string[] = [];
  for (const token of question.split(/\s+/)) {
    const word = token.replace(/^(?:[dl]['’])|[\p{P}\p{S}]+$/gu, '');
    if (word !== '' && isPart(word)) {
      run.push(word);
    } else if (run.length > 0) {
      names.push(run.join(' '));
      run = [];
    }
  }
  if (run.length > 0) names.push(run.join(' '));
  return names;
}

function lastName(question: string, isName: IsName): string | undefined {
  return namesOf(question, isName).at(-1);
}

function withoutStop(text: string): string {
  return text.replace(/[\s?!.…]+$/u, '');
}

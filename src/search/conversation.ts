import type { Language } from '../corpus/document.js';
import { fold, wordsOf } from '../index/terms.js';
import { plain } from './clean.js';
import type { IsName } from './names.js';
import { CUE_WORDS, capitalised } from './question.js';

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
  fr: /^(?:et|mais|ok|ah|donc|alors|sinon)\b[\s,]*(?:(?:pour|en ce qui concerne)\s+)?|^(?:qu'en est[- ]il (?:de |du |des |d'))/i,
  en: /^(?:and|but|ok|so|then|or)\b[\s,]*|^(?:what|how) about\s+/i,
};
/** Pronouns that stand for what was spoken of; "il y a" and "est-il vrai" do not. */
const PRONOUN: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:ils?(?! y a)|elles?|lui|eux|leurs?|son|sa|ses|celui-ci|celle-ci|ceux-ci|y en a|ce dernier|cette derniere|la-bas)\b|\ben (?:a|ont|est|sont|avait|compte)\b/,
  en: /\b(?:he|she|it|they|him|her|his|hers|their|theirs|them|its|that one|those|there)\b/,
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
    const who = last.answer ?? topicOf(last, isName);
    return language === 'fr' ? `Qui est ${who} ?` : `Who is ${who}?`;
  }
  const opening = OPENING[language].exec(question)?.[0] ?? '';
  const bare = question.slice(opening.length).trim();
  const content = wordsOf(bare, language).filter(({ folded }) => !CUE_WORDS.has(folded));
  const capitals = capitalised(`, ${bare}`);
  const names = content.filter(({ folded }) => capitals.has(folded) || isName(folded));
  const figures = content.filter(({ folded }) => /^\d/.test(folded));
  if (opening !== '' && content.length > 0 && names.length + figures.length === content.length) {
    return renamed(last, bare, names.length > 0, isName);
  }
  if (names.length > 0) return null;
  const hasPronoun = PRONOUN[language].test(text);
  if (opening === '' && !hasPronoun && content.length > 0) return null;
  const topic = content.length === 0 ? wordsAbout(last) : topicOf(last, isName, hasPronoun);
  return topic === '' ? null : `${withoutStop(bare)} — ${topic}`;
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
  return previous.replace(old, replacement);
}

/** What the last question was about: its answer's name for a pronoun, else its own names, else its words. */
function topicOf(last: Turn, isName: IsName, hasPronoun = false): string {
  if (hasPronoun && last.answer !== null) return last.answer;
  const names = namesOf(last.question, isName);
  return names.length > 0 ? names.join(', ') : wordsAbout(last);
}

/** The words of the last question that say what it was about, as they were typed. */
function wordsAbout(last: Turn): string {
  const content = new Set(
    wordsOf(last.question, last.language)
      .map(({ folded }) => folded)
      .filter((folded) => !CUE_WORDS.has(folded)),
  );
  const typed = last.question.match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu) ?? [];
  return typed.filter((word) => word.split('-').some((part) => content.has(fold(part)))).join(' ');
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

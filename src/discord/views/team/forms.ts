import { LONGEST_QUESTION } from '../../../corpus/document.js';
import type { Phrases } from '../../../i18n/en.js';
import { REASONS } from '../../../store/store.js';
import { MOST_QUESTION_CHARACTERS } from '../../definitions.js';
import type { TeamPress } from '../../team-id.js';
import { type Form, formOf, menuField, radioField, textField, textOfForm } from './form.js';

/** Names of the fields of forms. */
export const FIELD = {
  question: 'question',
  name: 'name',
  tell: 'tell',
  fr: 'fr',
  en: 'en',
  source: 'source',
  review: 'review',
  passage: 'passage',
  elsewhere: 'elsewhere',
  reason: 'reason',
  note: 'note',
} as const;

/** Characters of an answer in one language: a few passages; both can be given back in one message. */
const MOST_ANSWER = 1500;
const MOST_SOURCE = 300;
const MOST_NOTE = 500;

/** What is sent to the team, and how. */
export function askForm(
  { question, days, canThread }: { question: string; days: number; canThread: boolean },
  { team: { ask } }: Phrases,
): Form {
  const tell = radioField(
    FIELD.tell,
    ask.tell,
    [
      ['thread', ask.thread],
      ['direct', ask.direct],
    ],
    'thread',
  );
  return formOf({ action: 'ask' }, ask.title, [
    textField({
      name: FIELD.question,
      label: ask.question,
      note: ask.kept(days),
      value: question,
      most: MOST_QUESTION_CHARACTERS,
      isLong: true,
      isRequired: true,
    }),
    radioField(
      FIELD.name,
      ask.name,
      [
        ['yes', ask.named],
        ['no', ask.unnamed],
      ],
      'yes',
    ),
    canThread ? tell : textOfForm(ask.sent.direct),
  ]);
}

/**
 * An answer that becomes a page.
 *
 * @param known what of it is known already
 */
export function answerForm(
  press: TeamPress,
  question: string,
  { team: { answer } }: Phrases,
  known: Readonly<Partial<Record<'fr' | 'en' | 'source', string>>> = {},
): Form {
  const text = (name: 'fr' | 'en') =>
    textField({
      name,
      label: answer[name],
      note: answer.languages,
      value: known[name] ?? '',
      most: MOST_ANSWER,
      isLong: true,
    });
  return formOf(press, answer.title, [
    textField({
      name: FIELD.question,
      label: answer.question,
      value: question,
      most: LONGEST_QUESTION,
      isRequired: true,
    }),
    text('fr'),
    text('en'),
    textField({
      name: FIELD.source,
      label: answer.source,
      note: answer.sourceNote,
      value: known.source ?? '',
      most: MOST_SOURCE,
    }),
    textField({ name: FIELD.review, label: answer.review, note: answer.reviewNote, most: 10 }),
  ]);
}

/** Which passage answers, or where else the answer stands. */
export function documentedForm(
  press: TeamPress,
  passages: readonly (readonly [key: string, text: string])[],
  { team: { documented } }: Phrases,
): Form {
  return formOf(press, documented.title, [
    ...(passages.length === 0 ? [] : [menuField(FIELD.passage, documented.passage, passages)]),
    textField({
      name: FIELD.elsewhere,
      label: documented.elsewhere,
      note: documented.elsewhereNote,
      most: MOST_SOURCE,
    }),
  ]);
}

/** Why an answer is of no use. */
export function voteForm(
  press: TeamPress,
  days: number,
  others: readonly (readonly [key: string, text: string])[],
  { team: { vote } }: Phrases,
): Form {
  return formOf(press, vote.title, [
    radioField(
      FIELD.reason,
      vote.reason,
      REASONS.map((reason) => [reason, vote.reasons[reason]]),
    ),
    ...(others.length === 0 ? [] : [menuField(FIELD.passage, vote.right, others)]),
    textField({ name: FIELD.note, label: vote.note, note: vote.kept(days), most: MOST_NOTE, isLong: true }),
  ]);
}

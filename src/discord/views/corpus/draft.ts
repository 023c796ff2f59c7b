import { userMention } from 'discord.js';
import type { FileRead } from '../../../corpus/read-file.js';
import type { Phrases } from '../../../i18n/en.js';
import type { Change, Draft } from '../../../store/store.js';
import { MESSAGE_TEXT, sizeOf } from '../../limits.js';
import { escapeWithin, oneLine } from '../../markdown.js';
import { showPassages } from '../passage.js';
import { BETWEEN, titleOf } from '../source.js';
import { ACCENT, type Button, type View, viewOf } from '../view.js';
import { pathShown } from './path.js';

/** Passages that are shown of a document, and problems. */
const PASSAGES = 4;
const PROBLEMS = 5;
/** Of a message's room, what a problem takes, once escaped. */
const PROBLEM = 220;

/** A change that waits, and what is to be seen of it. */
export interface DraftContent {
  readonly draft: Draft;
  /** What the file that it puts in place is read as; null when it puts none. */
  readonly read: FileRead | null;
  /** The change that it undoes. */
  readonly undoes: Change | null;
  /** Whether a second person is wanted. */
  readonly needsApproval: boolean;
}

/** A change of the corpus that waits: what was read, what is wrong with it, and what can be done. */
export function draftView({ draft, read, undoes, needsApproval }: DraftContent, phrases: Phrases): View {
  const { draft: say, buttons } = phrases.corpus;
  const heading = `### ${say.heading[draft.action]}\n\`${pathShown(draft.path)}\``;
  const isReadable = read === null || read.passages.length > 0;
  const label =
    draft.action === 'remove' ? buttons.remove : draft.action === 'undo' ? buttons.undo : buttons.publish;
  const publish: Button[] = isReadable
    ? [{ label, press: { team: { action: 'publish', draft: draft.id } } }]
    : [];
  const row = [
    ...publish,
    { label: buttons.discard, press: { team: { action: 'discard', draft: draft.id } } } as const,
  ];
  const foot = needsApproval && isReadable ? [`-# ${say.approval}`] : [];
  const body = read === null ? [aboutOf(draft, undoes, phrases)] : null;
  const texts =
    body ?? readTexts(read, sizeOf(heading) + foot.reduce((sum, text) => sum + sizeOf(text), 0), phrases);
  return viewOf(
    isReadable ? ACCENT.topic : ACCENT.unsure,
    [heading, ...texts, ...foot].map((content) => ({ content })),
    [row],
  );
}

function aboutOf({ action }: Draft, undoes: Change | null, { corpus: { draft: say } }: Phrases): string {
  if (action === 'remove' || undoes === null) return say.remove;
  const what = say.undoes[undoes.action](say.day(undoes.publishedAt.slice(0, 10)));
  return `${what}${BETWEEN}${say.undo[undoes.action]}`;
}

/** What was read of a file: its source, its first passages and its problems. */
export function readTexts(read: FileRead | null, used: number, phrases: Phrases): string[] {
  const { draft: say } = phrases.corpus;
  if (read === null) return [];
  const { document, passages } = read;
  const french = passages.filter(({ language }) => language === 'fr').length;
  const source =
    document === null
      ? []
      : [`**${titleOf(document.source, phrases)}**${BETWEEN}${dateIn(document.source.asOf, phrases)}`];
  const count =
    passages.length === 0 ? say.unread : say.read(passages.length, french, passages.length - french);
  const told = read.problems.map(({ code, details, line }) => {
    const text = escapeWithin(oneLine(phrases.problems[code](details)), PROBLEM);
    return line === null ? `- ${text}` : `- ${line}: ${text}`;
  });
  const more = told.length > PROBLEMS ? [`-# ${say.more(told.length - PROBLEMS)}`] : [];
  const problems = told.length === 0 ? [] : [[say.problems, ...told.slice(0, PROBLEMS), ...more].join('\n')];
  const head = [...source, count];
  const taken = used + [...head, ...problems].reduce((sum, text) => sum + sizeOf(text) + 1, 0);
  const shown = showPassages(
    passages
      .slice(0, PASSAGES)
      .map(({ text, language }) => ({ text, language, highlight: null, span: null })),
    MESSAGE_TEXT - taken,
  );
  return [...head, ...shown.map(({ content }) => content), ...problems];
}

function dateIn(asOf: string | null, { corpus: { list } }: Phrases): string {
  return asOf === null ? list.undated : escapeWithin(oneLine(asOf), 12);
}

/** What the team channel is told of a change that wants a second person: nothing of what is in it. */
export function approvalView({ id, author }: Draft, { corpus: { approval, buttons } }: Phrases): View {
  return viewOf(
    ACCENT.unsure,
    [{ content: approval.post(userMention(author)) }],
    [[{ label: buttons.see, press: { team: { action: 'see', draft: id } } }]],
  );
}

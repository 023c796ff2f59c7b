import { userMention } from 'discord.js';
import type { Language } from '../../corpus/document.js';
import type { Phrases } from '../../i18n/en.js';
import { haveOneSource, type Quote, type QuoteSide } from '../../search/answer.js';
import type { ReplyState } from '../custom-id.js';
import { MESSAGE_TEXT, sizeOf } from '../limits.js';
import { type ShownPassage, showPassages } from './passage.js';
import { sourceLine } from './source.js';
import { type Button, type Text, textWith, type View, viewOf } from './view.js';

/** A passage of a reply. */
export interface Reply {
  readonly quote: Quote;
  /** How many passages the reply can page through. */
  readonly pages: number;
  /** What the reply shows now. */
  readonly state: ReplyState;
  /** Whether its asker has shown it to all, and is named for it. Default false. */
  readonly isShared?: boolean;
  /** Whether there is a team to tell what one thinks of it, and to ask. Default false. */
  readonly hasTeam?: boolean;
}

/** Id of the paragraph that says who shared a reply. */
const SHARED_ID = 1003;

/** Whether a reply says that it was shared, as read back from its components (as Discord's JSON). */
export function isSharedIn(components: readonly unknown[]): boolean {
  return textWith(SHARED_ID, components) !== null;
}

/**
 * A passage and its counterpart under what introduces them, then their sources and the buttons. The
 * passages get all the room that the rest of the message leaves.
 *
 * @param head what comes first: at most 1,600 of a message's room
 */
export function replyView(accent: number, head: readonly Text[], reply: Reply, phrases: Phrases): View {
  const { quote, state, isShared = false } = reply;
  const sides = sidesOf(quote, state);
  const labels = sides.map((side) => labelAbove(side, quote, state.language, phrases));
  const notes = sides.map((_, i) => notesUnder(i, sides, quote, phrases));
  const shared = `-# ${phrases.discord.sharedBy(userMention(state.asker))}`;
  const foot: Text[] = isShared ? [{ id: SHARED_ID, content: shared }] : [];
  const beside = [...[...head, ...foot].map(({ content }) => content), ...labels, ...notes.flat()];
  const used = beside.reduce((sum, content) => sum + sizeOf(content), 0);
  const passages = showPassages(sides, MESSAGE_TEXT - used);
  const body = passages.flatMap(({ content }, i) => [
    { content: `${labels[i] ?? ''}${content}` },
    ...(notes[i] ?? []).map((note) => ({ content: note })),
  ]);
  return viewOf(accent, [...head, ...body, ...foot], rowsOf(reply, sides, passages, phrases));
}

function sidesOf({ counterpart, ...quote }: Quote, { show }: ReplyState): QuoteSide[] {
  return counterpart === null || show === 'one' ? [quote] : [quote, counterpart];
}

/** The language of a passage, where it is not the one asked for. */
function labelAbove(side: QuoteSide, quote: Quote, asked: Language, phrases: Phrases): string {
  if (side.language === asked || (side.language === quote.language && quote.counterpart === null)) return '';
  return `-# ${phrases.headings[side.language]}\n`;
}

/** Small print under a passage: that it has no counterpart, and its source unless the other's says it all. */
function notesUnder(i: number, sides: readonly QuoteSide[], quote: Quote, phrases: Phrases): string[] {
  const [first, second] = sides;
  const side = sides[i];
  if (first === undefined || side === undefined) return [];
  const only = quote.counterpart === null ? `-# ${phrases.answer.onlyIn(quote.language)}\n` : '';
  if (second === undefined || !haveOneSource(first, second)) return [`${only}${sourceLine(side, phrases)}`];
  return side === second ? [sourceLine(first, phrases)] : [];
}

/** Sends the question of a reply to the team, once that is confirmed. */
export function askButton({ team }: Phrases): Button {
  return { label: team.buttons.ask, press: { team: { action: 'ask' } } };
}

function rowsOf(
  { quote, pages, state, hasTeam = false }: Reply,
  sides: readonly QuoteSide[],
  passages: readonly ShownPassage[],
  phrases: Phrases,
): Button[][] {
  const say = phrases.discord.buttons;
  const { page, show, hidden, asker } = state;
  const toggled = show === 'both' ? 'one' : 'both';
  const look: Button[] = [];
  const act: Button[] = [];
  if (page > 0)
    look.push({ label: say.previous, press: { action: 'page', state: { ...state, page: page - 1 } } });
  if (page + 1 < pages) {
    look.push({
      label: say.more(page + 1, pages),
      press: { action: 'page', state: { ...state, page: page + 1 } },
    });
  }
  if (quote.counterpart !== null) {
    look.push({
      label: show === 'both' ? say.only[quote.language] : say.both,
      press: { action: 'show', state: { ...state, show: toggled } },
    });
  }
  passages.forEach(({ readOn }, i) => {
    const language = sides[i]?.language;
    if (readOn === null || language === undefined) return;
    const areBothCut = passages.every((passage) => passage.readOn !== null) && passages.length > 1;
    act.push({
      label: areBothCut ? say.readOnIn[language] : say.readOn,
      press: { action: 'rest', key: quote.key, language, part: readOn, isReading: false },
    });
  });
  if (hasTeam && state.kind === 'answer') {
    if (state.verdict === 'unsure') act.push(askButton(phrases));
    for (const action of ['up', 'down'] as const)
      act.push({ label: phrases.team.buttons[action], press: { team: { action, passage: quote.key } } });
  }
  if (hidden) act.push({ label: say.share, press: { action: 'share', state } });
  else act.push({ label: say.delete, press: { action: 'delete', asker } });
  return look.length + act.length <= 5 ? [[...look, ...act]] : [look, act];
}

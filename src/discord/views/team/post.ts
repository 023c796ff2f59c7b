import { channelMention, roleMention, TimestampStyles, time, userMention } from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { Quote } from '../../../search/answer.js';
import type { SentQuestion } from '../../../store/store.js';
import { MESSAGE_TEXT, sizeOf } from '../../limits.js';
import { escapedHead, escapeWithin, oneLine } from '../../markdown.js';
import { CLOSINGS } from '../../team-id.js';
import { showPassages } from '../passage.js';
import { BETWEEN, dateOf } from '../source.js';
import { ACCENT, type View, viewOf } from '../view.js';

/** Of a message's room, what a question takes, once escaped; and another one of its kind. */
const QUESTION = 1100;
const OTHER = 120;
/** Others of its kind that are shown. */
const OTHERS = 5;
/** Of a message's room, what the title of a passage's document takes. */
const TITLE = 100;

/** What the team reads of a question. */
export interface PostContent {
  /** At least one; the first is shown whole, those like it below. */
  readonly questions: readonly SentQuestion[];
  /** The nearest passages, best first, three at most. */
  readonly quotes: readonly Quote[];
  /** The role that is pinged. */
  readonly role?: string | null;
}

/** A question for the team, with the nearest passages and what can be done with it. */
export function postView({ questions, quotes, role = null }: PostContent, phrases: Phrases): View {
  const { team } = phrases;
  const [first] = questions;
  if (first === undefined) return viewOf(ACCENT.none, [{ content: team.post.gone }]);
  const others = questions.slice(1, OTHERS + 1);
  const heading = `### ${team.post.heading}${role === null ? '' : ` ${roleMention(role)}`}`;
  const by = team.post.by(
    first.isNamed ? userMention(first.asker) : team.post.somebody,
    channelMention(first.channel),
    time(new Date(first.askedAt), TimestampStyles.RelativeTime),
  );
  const head = [
    `${heading}\n**${escapeWithin(oneLine(first.text), QUESTION)}**\n-# ${by}`,
    ...(others.length === 0
      ? []
      : [
          [
            team.post.also(questions.length - 1),
            ...others.map(({ text }) => `- ${escapedHead(oneLine(text), OTHER).content}`),
          ].join('\n'),
        ]),
    `-# ${quotes.length === 0 ? team.post.nothingNear : team.post.nearest}`,
  ];
  const sources = quotes.map(
    ({ source }) => `-# ${escapeWithin(oneLine(source.title), TITLE)}${BETWEEN}${dateOf(source, phrases)}`,
  );
  const closed =
    first.closed === null ? [] : [team.post.closed[first.closed.outcome](whoClosed(first, phrases))];
  const used = [...head, ...sources, ...closed].reduce((sum, text) => sum + sizeOf(text) + 1, 0);
  const passages = showPassages(quotes, MESSAGE_TEXT - used);
  const texts = [...head, ...passages.map(({ content }, i) => `${content}\n${sources[i] ?? ''}`), ...closed];
  const ids = questions.map(({ id }) => id);
  const buttons = CLOSINGS.map((action) => ({
    label: team.buttons[action],
    press: { team: { action, questions: ids } },
  }));
  const accent = first.closed === null ? ACCENT.unsure : ACCENT.answered;
  return viewOf(
    accent,
    texts.map((content) => ({ content })),
    first.closed === null ? [buttons] : [],
  );
}

function whoClosed({ closed }: SentQuestion, { team }: Phrases): string {
  return closed?.by ? userMention(closed.by) : team.answer.team;
}

import type { Phrases } from '../../i18n/en.js';
import type { QuoteSide } from '../../search/answer.js';
import { type Cloze, LETTERS, partsOf } from '../../search/quiz.js';
import { escapeMarkdown, escapeWithin, oneLine } from '../markdown.js';
import { ROUND, type Round } from '../quiz/quiz-id.js';
import { showPassages } from './passage.js';
import { BETWEEN, sourceLine } from './source.js';
import { ACCENT, type Button, labelOf, type View, viewOf } from './view.js';

/** Of a message's room: a title, a heading, a choice, and the passage of an answer. */
const TITLE = 140;
const CHOICE = 200;
const PASSAGE = 2200;
/** What Discord shows in the place of hidden words: underscores of its own would underline. */
const GAP = '▁▁▁▁▁▁';

/** A question of a quiz: its sentence without the hidden words, and four buttons. */
export function clozeView(cloze: Cloze, round: Round, phrases: Phrases): View {
  const { title, section, before, after } = partsOf(cloze);
  const { quote, choices, right } = cloze;
  const over = [title, section]
    .map((part) => escapeWithin(oneLine(part), TITLE))
    .filter((part) => part !== '');
  const { start, end } = quote.span ?? { start: 0, end: 0 };
  const asked = { ...round, asked: [...round.asked, cloze.key] };
  const listed = choices.map(
    (choice, i) => `${LETTERS[i]}${BETWEEN}${escapeWithin(oneLine(choice), CHOICE)}`,
  );
  const texts = [
    `-# ${phrases.quiz.heading(asked.asked.length, ROUND)}`,
    `**${over.join(BETWEEN)}**`,
    `> ${escapeMarkdown(oneLine(before))} ${GAP} ${escapeMarkdown(oneLine(after))}`,
    listed.join('\n'),
  ];
  const buttons = choices.map(
    (_, chosen): Button => ({
      label: LETTERS[chosen] ?? '',
      press: { quiz: { action: 'choose', round: asked, chosen, right, start, end } },
    }),
  );
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
    [buttons],
  );
}

/** An answered question. */
export interface Answered {
  /** The passage; its hidden words are its span. */
  readonly side: QuoteSide;
  readonly isRight: boolean;
  /** With this question counted. */
  readonly round: Round;
}

/** What the passage says, with the words that were hidden, and the way on. */
export function answeredView({ side, isRight, round }: Answered, phrases: Phrases): View {
  const { quiz: say } = phrases;
  const words = side.span === null ? '' : side.text.slice(side.span.start, side.span.end);
  const isOver = round.asked.length >= ROUND;
  const [shown] = showPassages([side], PASSAGE);
  const texts = [
    `### ${isRight ? say.right : say.wrong(escapeWithin(oneLine(words), CHOICE))}`,
    shown?.content ?? '',
    sourceLine(side, phrases),
    ...(isOver ? [`**${say.score(round.right, round.asked.length)}**`] : []),
  ];
  const next = isOver ? { ...round, right: 0, asked: [] } : round;
  return viewOf(
    isRight ? ACCENT.answered : ACCENT.unsure,
    texts.map((content) => ({ content })),
    [[{ label: labelOf(isOver ? say.again : say.next), press: { quiz: { action: 'next', round: next } } }]],
  );
}

/** That a round cannot go on, with its score when there is one. */
export function endedView(why: string, round: Round, phrases: Phrases): View {
  const { quiz: say } = phrases;
  const score =
    round.asked.length === 0 ? [] : [{ content: `**${say.score(round.right, round.asked.length)}**` }];
  return viewOf(ACCENT.none, [{ content: why }, ...score]);
}

/** That questions come back today, with what begins them and what stops reminders. */
export function reminderView(due: number, round: Round, phrases: Phrases): View {
  const { remind: say } = phrases.quiz;
  return viewOf(
    ACCENT.topic,
    [{ content: say.due(due) }],
    [
      [
        { label: say.start, press: { quiz: { action: 'next', round } } },
        { label: say.stop, press: { quiz: { action: 'stop' } } },
      ],
    ],
  );
}

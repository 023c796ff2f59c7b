import type { Phrases } from '../../../i18n/en.js';
import type { PersonalData } from '../../../store/store.js';
import { escapeWithin, oneLine } from '../../markdown.js';
import { BETWEEN } from '../source.js';
import { ACCENT, type View, viewOf } from '../view.js';

/** Of a message's room, what a question takes, once escaped; and how many are shown. */
const QUESTION = 150;
const SHOWN = 12;

/** What is kept, what of it is of this person, and how it is deleted. */
export function privacyView(data: PersonalData, days: number, phrases: Phrases): View {
  const { privacy: say, vote, buttons } = phrases.team;
  const { questions, votes, pages, closed, drafts, changes, cards, tour } = data;
  const shown = (texts: readonly string[]): string[] => [
    ...texts.slice(0, SHOWN).map((text) => `- ${escapeWithin(oneLine(text), QUESTION)}`),
    ...(texts.length > SHOWN ? [`-# ${say.more(texts.length - SHOWN)}`] : []),
  ];
  const block = (n: number, title: (n: number) => string, texts: readonly string[]): string[] =>
    n === 0 ? [] : [[title(n), ...shown(texts)].join('\n')];
  const reasons = votes.map(({ down }) =>
    down === null
      ? buttons.up
      : [`${buttons.down} ${vote.reasons[down.reason]}`, down.note]
          .filter((part) => part !== '')
          .join(BETWEEN),
  );
  const kept = [
    ...block(
      questions.length,
      say.questions,
      questions.map(({ askedAt, text }) => `${askedAt.slice(0, 10)} ${text}`),
    ),
    ...block(votes.length, say.votes, reasons.slice(0, 5)),
    ...block(pages.length, say.pages, []),
    ...block(closed, say.closed, []),
    ...block(drafts.length + changes.length, phrases.corpus.privacy.changes, []),
    ...(cards === null ? [] : [phrases.quiz.remind.kept(cards)]),
    ...(tour === null ? [] : [phrases.tour.kept(tour.step + 1)]),
  ];
  const texts = [`### ${say.title}\n${say.rule(days)}`, ...(kept.length === 0 ? [say.nothing] : kept)];
  return viewOf(
    ACCENT.none,
    texts.map((content) => ({ content })),
    kept.length === 0 ? [] : [[{ label: buttons.forget, press: { team: { action: 'forget' } } }]],
  );
}

import { userMention } from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { Quote } from '../../../search/answer.js';
import type { SentQuestion } from '../../../store/store.js';
import type { ReplyState } from '../../custom-id.js';
import { escapeWithin, oneLine } from '../../markdown.js';
import { replyView } from '../reply.js';
import { ACCENT, type Text, type View, viewOf } from '../view.js';

/** Of a message's room, what a question takes, once escaped; and where an answer stands. */
const QUESTION = 1100;
const PLACE = 400;

/** What somebody is told of their question. */
export type Told =
  | { readonly how: 'answered' | 'documented'; readonly quote: Quote }
  | { readonly how: 'elsewhere'; readonly where: string }
  | { readonly how: 'declined' | 'solved' };

/** What the asker of a question is told, who is mentioned. */
export function toldView(question: SentQuestion, told: Told, phrases: Phrases): View {
  const { asker, language, text } = question;
  const say = phrases.team.told;
  const asked = `${userMention(asker)} ${say.question(escapeWithin(oneLine(text), QUESTION))}`;
  if (!('quote' in told)) {
    const end =
      told.how === 'elsewhere' ? say.elsewhere(escapeWithin(oneLine(told.where), PLACE)) : say[told.how];
    return viewOf(ACCENT.none, [{ content: asked }, { content: end }]);
  }
  const head: Text[] = [{ content: asked }, { content: `### ${say[told.how]}` }];
  const { quote } = told;
  const keys = [quote.key];
  const shown = { kind: 'answer', verdict: 'answered', show: 'both', hidden: false, page: 0 } as const;
  const state: ReplyState = { ...shown, asker, language, keys };
  return replyView(ACCENT.answered, head, { quote, pages: 1, state }, phrases);
}

import type { Phrases } from '../../i18n/en.js';
import type { Section, Topic } from '../../search/answer.js';
import type { ReplyState } from '../custom-id.js';
import { ROW_BUTTONS } from '../limits.js';
import { escapeWithin, oneLine } from '../markdown.js';
import { type Reply, replyView } from './reply.js';
import { BETWEEN } from './source.js';
import { ACCENT, type Button, labelOf, type Text, type View } from './view.js';

/** Of a message's room, what a heading takes, once escaped. */
const HEADING = 200;

/** A passage of a section. */
export interface TopicContent extends Reply {
  readonly section: Pick<Section, 'title'>;
}

/** One passage of a section, under its heading, with its counterpart, sources and buttons. */
export function topicView({ section, ...reply }: TopicContent, phrases: Phrases): View {
  return replyView(ACCENT.topic, headingOf(section.title, reply), reply, phrases);
}

function headingOf(title: string, { state, pages }: Reply): Text[] {
  const shown = escapeWithin(oneLine(title), HEADING);
  const place = pages > 1 ? `${state.page + 1}/${pages}` : '';
  const heading = [shown, place].filter((part) => part !== '').join(BETWEEN);
  return heading === '' ? [] : [{ content: `### ${heading}` }];
}

/** Buttons that open topics, five at most. */
export function topicButtons(
  topics: readonly Pick<Topic, 'key' | 'title'>[],
  { asker, language, hidden }: Pick<ReplyState, 'asker' | 'language' | 'hidden'>,
): Button[] {
  const titles = new Map(topics.map(({ key, title }) => [key, labelOf(title)]));
  const state = {
    kind: 'topic',
    verdict: 'answered',
    asker,
    language,
    show: 'both',
    hidden,
    page: 0,
  } as const;
  return [...titles]
    .filter(([, label]) => label !== '')
    .slice(0, ROW_BUTTONS)
    .map(([key, label]) => ({ label, press: { action: 'topic', state: { ...state, keys: [key] } } }));
}

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

/** Whose reply it is, and in which language it begins. */
type Owner = Pick<ReplyState, 'asker' | 'language' | 'hidden'>;

/**
 * What a reply that looks a topic up shows at first.
 *
 * @param key of a passage of the section
 */
export function topicState(key: string, { asker, language, hidden }: Owner, page = 0): ReplyState {
  return { kind: 'topic', verdict: 'answered', asker, language, show: 'both', hidden, page, keys: [key] };
}

/** Buttons that open topics, five at most. */
export function topicButtons(topics: readonly Pick<Topic, 'key' | 'title'>[], owner: Owner): Button[] {
  const titles = new Map(topics.map(({ key, title }) => [key, labelOf(title)]));
  return [...titles]
    .filter(([, label]) => label !== '')
    .slice(0, ROW_BUTTONS)
    .map(([key, label]) => ({ label, press: { action: 'topic', state: topicState(key, owner) } }));
}

import type { Phrases } from '../i18n/en.js';
import type { ReplyState } from './custom-id.js';
import type { Library } from './service.js';
import { type AskedQuestion, answerView } from './views/answer.js';
import { topicView } from './views/topic.js';
import type { View } from './views/view.js';

/**
 * The reply that a state describes: a passage of an answer, its answer marked, or one of a section. Null
 * when the corpus no longer has that passage.
 *
 * @param asked the question of an answer, as far as it is known
 */
export async function viewOfPassages(
  state: ReplyState,
  asked: AskedQuestion,
  phrases: Phrases,
  { engine }: Library,
): Promise<View | null> {
  const { kind, language, page } = state;
  const [first = ''] = state.keys;
  const section = kind === 'topic' ? engine.topic(first, language) : null;
  const keys = kind === 'topic' ? (section?.keys ?? []) : state.keys;
  const question = asked.understoodAs ?? asked.question;
  const quote = await engine.quote(keys[page] ?? '', {
    language,
    ...(question === null ? {} : { question }),
  });
  if (quote === null) return null;
  const reply = { quote, pages: keys.length, state };
  return section === null
    ? answerView({ ...asked, ...reply }, phrases)
    : topicView({ section, ...reply }, phrases);
}

import type { Phrases } from '../i18n/en.js';
import type { ReplyState } from './custom-id.js';
import type { Library } from './service.js';
import { type AskedQuestion, answerView } from './views/answer.js';
import { topicView } from './views/topic.js';
import type { View } from './views/view.js';

/** What a reply tells beside its state. */
export interface Told extends AskedQuestion {
  /** Whether it says that it was shared. */
  readonly isShared: boolean;
  /** Whether there is a team to send the question to. */
  readonly hasTeam: boolean;
}

/**
 * The reply that a state describes: a passage of an answer, its answer marked, or one of a section. Null
 * when the corpus no longer has that passage.
 *
 * @param told the question of an answer, as far as it is known
 */
export async function viewOfPassages(
  state: ReplyState,
  { isShared, hasTeam, ...asked }: Told,
  phrases: Phrases,
  { engine }: Library,
): Promise<View | null> {
  const { kind, language, page } = state;
  const [first = ''] = state.keys;
  const section = kind === 'topic' ? await engine.topic(first, language) : null;
  const keys = kind === 'topic' ? (section?.keys ?? []) : state.keys;
  // A topic opened from a question that the corpus does not answer has no answer to mark.
  const question = kind === 'answer' ? (asked.understoodAs ?? asked.question) : null;
  const quote = await engine.quote(keys[page] ?? '', {
    language,
    ...(question === null ? {} : { question }),
  });
  if (quote === null) return null;
  const reply = { quote, pages: keys.length, state, isShared, hasTeam };
  return section === null
    ? answerView({ ...asked, ...reply }, phrases)
    : topicView({ section, ...reply }, phrases);
}

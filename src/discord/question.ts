import type { Language } from '../corpus/document.js';
import { Failure } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import type { Answer } from '../search/answer.js';
import { type Conversation, startConversation } from '../search/follow-up.js';
import { MOST_READ } from '../search/order.js';
import type { Refused } from '../service/metrics.js';
import type { Library, Service } from './service.js';
import { answerView, unansweredView } from './views/answer.js';
import { chatterView, emptyView } from './views/help.js';
import { busyView, closingView, failedView, loadingView, rateLimitedView } from './views/notice.js';
import type { View } from './views/view.js';

/** A question, and whom it comes from. */
export interface Asked {
  readonly question: string;
  /** User id. */
  readonly asker: string;
  /** Language to answer in; that of the question when null. */
  readonly language: Language | null;
  /** Language of the asker's Discord. */
  readonly locale: Language;
  /** Whether only the asker is to see the answer. */
  readonly hidden: boolean;
  /** The question that this one may follow up on, or null. */
  readonly previous: string | null;
}

/** Why a question is not put to the engine. */
export interface Refusal {
  readonly view: View;
  /** False for what was told before: in public it is not told again. */
  readonly isNews: boolean;
  /** Whether it is about the asker alone. */
  readonly isPersonal: boolean;
}

/** The refusal of a question now, or null; a question that is not refused counts among those of its asker. */
export async function refusalOf(asker: string, phrases: Phrases, service: Service): Promise<Refusal | null> {
  const refused = (reason: Refused, view: View, isNews = true): Refusal => {
    service.metrics.refused(reason);
    return { view, isNews, isPersonal: reason === 'rate' };
  };
  if (service.closing) return refused('closing', closingView(phrases));
  if (service.libraries === null) return refused('loading', loadingView(phrases));
  if (service.queue.isFull()) return refused('busy', busyView(phrases));
  const turn = await service.limits.take(asker);
  return turn.allowed ? null : refused('rate', rateLimitedView(turn.retryAt, phrases), turn.firstTime);
}

/** Puts a question to the engine, in its asker's turn. */
export function ask(asked: Asked, { engine }: Library, { queue }: Service): Promise<Answer> {
  const { question, asker, language, locale, previous } = asked;
  return queue.run(asker, async () => {
    let conversation: Conversation | null = null;
    if (previous !== null) {
      conversation = startConversation();
      await engine.ask(previous, { limit: 1, locale, conversation });
    }
    return engine.ask(question, {
      limit: MOST_READ,
      locale,
      ...(language === null ? {} : { language }),
      ...(conversation === null ? {} : { conversation }),
    });
  });
}

/** What became of a question that was not answered. */
export interface Unanswered {
  readonly view: View;
  /** Whether it was refused: there were too many already, or the bot is leaving. Otherwise something failed. */
  readonly isRefused: boolean;
}

/** How it is told that a question could not be answered; why is counted or logged. */
export function unansweredFor(error: unknown, phrases: Phrases, { log, metrics }: Service): Unanswered {
  const code = error instanceof Failure ? error.code : null;
  if (code === 'questions-full') {
    metrics.refused('busy');
    return { view: busyView(phrases), isRefused: true };
  }
  if (code === 'questions-closed') {
    metrics.refused('closing');
    return { view: closingView(phrases), isRefused: true };
  }
  log.error({ event: 'failed', error });
  return { view: failedView(phrases), isRefused: false };
}

/**
 * How an answer looks when it is first shown.
 *
 * @param asked with whether there is a team to send the question to
 */
export function viewOfAnswer(
  answer: Answer,
  {
    asker,
    hidden,
    locale,
    hasTeam,
  }: Pick<Asked, 'asker' | 'hidden' | 'locale'> & { readonly hasTeam: boolean },
  phrases: Phrases,
  { engine }: Library,
): View {
  const { language, question, understoodAs, verdict, quotes, intent } = answer;
  if (intent !== 'question') {
    const content = { asker, hidden, examples: engine.examples(locale) };
    return intent === 'empty' ? emptyView(content, phrases) : chatterView(content, phrases);
  }
  const [quote] = quotes;
  if (verdict === 'unanswered' || quote === undefined) {
    const { topics } = answer;
    return unansweredView({ question, understoodAs, topics, asker, language, hidden, hasTeam }, phrases);
  }
  const keys = quotes.map(({ key }) => key);
  const state = { kind: 'answer', verdict, asker, language, show: 'both', hidden, page: 0, keys } as const;
  return answerView({ question, understoodAs, quote, pages: keys.length, state, hasTeam }, phrases);
}

import { type OwnQuestion, QUESTIONS_FILE, readOwnQuestions } from '../corpus/own-questions.js';
import type { Quote } from '../search/answer.js';
import type { Engine } from '../search/engine.js';
import { inline, safeJson } from './display.js';
import { openForSession } from './open.js';
import { EXIT, print, type Session, tell } from './session.js';

/** Quotes that a question is given. */
const QUOTES = 3;

/** What became of one question. */
interface Case extends OwnQuestion {
  /** `first`, `three`: where the passage that answers stood; `wrong`: elsewhere or nowhere; `unanswered`; `gone`: the corpus no longer has its document. */
  readonly outcome: (typeof OUTCOMES)[number];
}

const OUTCOMES = ['first', 'three', 'wrong', 'unanswered', 'gone'] as const;

/** Asks the questions of a corpus's own file, and tells how many are met with the passage that answers. */
export async function evaluate(session: Session, { json = false }: { json?: boolean }): Promise<number> {
  const { config, phrases } = session;
  const say = phrases.evaluate;
  const questions = await readOwnQuestions(config.corpusFolder);
  if (questions.length === 0) {
    tell(session, say.none(QUESTIONS_FILE, config.corpusFolder));
    return EXIT.failed;
  }
  const engine = await openForSession(session);
  const documents = new Set((await engine.sourceFiles()).map(({ path }) => path));
  const cases: Case[] = [];
  for (const each of questions) {
    cases.push({ ...each, outcome: await outcomeOf(each, engine, documents) });
  }
  const count = (outcome: Case['outcome']) => cases.filter((each) => each.outcome === outcome).length;
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count(outcome)]));
  if (json) {
    await print(session, `${safeJson({ questions: cases.length, ...counts, cases })}\n`);
    return EXIT.done;
  }
  for (const { question, document, outcome } of cases) {
    if (outcome !== 'first')
      await print(session, `${inline(say.missed(say.outcomes[outcome], question, document))}\n`);
  }
  const known = cases.length - count('gone');
  const share = (n: number) => (known === 0 ? '' : ` (${Math.round((100 * n) / known)}\u00a0%)`);
  const inThree = count('first') + count('three');
  const figures = [
    say.first(count('first'), share(count('first'))),
    say.inThree(inThree, share(inThree)),
    say.notFound(count('unanswered'), share(count('unanswered'))),
    ...(count('gone') === 0 ? [] : [say.gone(count('gone'))]),
  ];
  await print(session, `${say.asked(cases.length)} ${figures.join(', ')}.\n`);
  return EXIT.done;
}

async function outcomeOf(
  { question, passage, document }: OwnQuestion,
  engine: Engine,
  documents: ReadonlySet<string>,
): Promise<Case['outcome']> {
  const isThere = (await engine.quote(passage, { language: 'fr' })) !== null;
  if (!isThere && !documents.has(document)) return 'gone';
  const { quotes, verdict } = await engine.ask(question, { limit: QUOTES });
  // A passage whose words were changed is told by its document.
  const isRight = (quote: Quote) =>
    isThere ? quote.key === passage : [quote, quote.counterpart].some((side) => side?.document === document);
  const at = quotes.findIndex(isRight);
  if (at >= 0 && at < QUOTES) return at === 0 ? 'first' : 'three';
  return verdict === 'unanswered' ? 'unanswered' : 'wrong';
}

import { addOwnQuestion, type OwnQuestion } from '../../corpus/own-questions.js';
import { oneLine } from '../markdown.js';
import type { Service } from '../service.js';
import { type Doing, mayChangeCorpus } from './access.js';

/**
 * Keeps a question with the passage that answers it, for the corpus to be measured by, where the corpus may be changed.
 * A press never fails for want of it.
 */
export async function keepQuestion(
  { question, passage, from }: Omit<OwnQuestion, 'document'>,
  doing: Doing,
  { libraries, config, log }: Service,
): Promise<void> {
  if (!mayChangeCorpus(doing, config)) return;
  const text = oneLine(question);
  try {
    const quote = await libraries?.whole.engine.quote(passage, { language: 'fr' });
    if (text === '' || !quote) return;
    const { document } = quote;
    await addOwnQuestion(config.corpusFolder, { question: text, passage, document, from });
  } catch (error) {
    log.error({ event: 'question-unkept', error });
  }
}

import { lintCorpus } from '../corpus/lint.js';
import { readCorpus } from '../corpus/read.js';
import { inline } from './display.js';
import { problemLine } from './problems.js';
import { EXIT, print, type Session } from './session.js';

/** Lists what is to be mended in the corpus. */
export async function checkCorpus(session: Session): Promise<number> {
  const { config, phrases } = session;
  const problems = lintCorpus(await readCorpus(config.corpusFolder));
  for (const problem of problems) await print(session, `${inline(problemLine(problem, phrases))}\n`);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const { clean, summary } = phrases.check;
  await print(session, `${problems.length === 0 ? clean : summary(errors, problems.length - errors)}\n`);
  return errors > 0 ? EXIT.failed : EXIT.done;
}

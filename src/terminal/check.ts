import { readCorpus } from '../corpus/read.js';
import { type FileReport, reportOf } from '../corpus/report.js';
import { inline } from './display.js';
import { problemLine } from './problems.js';
import { EXIT, print, type Session } from './session.js';

/** Tells what was read of each file of the corpus, and lists what is to be mended. */
export async function checkCorpus(session: Session, { json = false }: { json?: boolean }): Promise<number> {
  const { config, phrases } = session;
  const reports = reportOf(await readCorpus(config.corpusFolder));
  const problems = reports.flatMap((report) => report.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (json) {
    for (const report of reports) await print(session, `${JSON.stringify(report)}\n`);
  } else {
    for (const report of reports) await print(session, `${inline(fileLine(report, session))}\n`);
    for (const problem of problems) await print(session, `${inline(problemLine(problem, phrases))}\n`);
    const { clean, summary } = phrases.check;
    await print(session, `${problems.length === 0 ? clean : summary(errors, problems.length - errors)}\n`);
  }
  return errors > 0 ? EXIT.failed : EXIT.done;
}

function fileLine({ file, passages, languages, paired }: FileReport, { phrases }: Session): string {
  return `${file}: ${passages === 0 ? phrases.check.nothing : phrases.check.read(passages, languages, paired)}`;
}

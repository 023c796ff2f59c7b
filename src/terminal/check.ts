import { LANGUAGES, type Language } from '../corpus/document.js';
import { readCorpus } from '../corpus/read.js';
import { type FileReport, reportOf } from '../corpus/report.js';
import { type Subject, subjectsOf } from '../corpus/subjects.js';
import { inline, safeJson } from './display.js';
import { problemLine } from './problems.js';
import { EXIT, print, type Session } from './session.js';

/** Tells what was read of each file of the corpus, and lists what is to be mended. */
export async function checkCorpus(session: Session, { json = false }: { json?: boolean }): Promise<number> {
  const { config, phrases } = session;
  const corpus = await readCorpus(config.corpusFolder);
  const reports = reportOf(corpus);
  const problems = reports.flatMap((report) => report.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (json) {
    for (const report of reports) await print(session, `${safeJson(report)}\n`);
  } else {
    for (const report of reports) await print(session, `${inline(fileLine(report, session))}\n`);
    for (const language of LANGUAGES) {
      const line = subjectsLine(subjectsOf(corpus, language), language, session);
      if (line !== null) await print(session, `${inline(line)}\n`);
    }
    for (const problem of problems) await print(session, `${inline(problemLine(problem, phrases))}\n`);
    const { clean, summary } = phrases.check;
    await print(session, `${problems.length === 0 ? clean : summary(errors, problems.length - errors)}\n`);
  }
  return errors > 0 ? EXIT.failed : EXIT.done;
}

function fileLine({ file, passages, languages, paired }: FileReport, { phrases }: Session): string {
  return `${file}: ${passages === 0 ? phrases.check.nothing : phrases.check.read(passages, languages, paired)}`;
}

function subjectsLine(subjects: readonly Subject[], language: Language, { phrases }: Session): string | null {
  const [first] = subjects;
  if (first === undefined) return null;
  const { mainSubject, subjects: said } = phrases.check;
  const names = subjects.map(({ name, isMain }) => (isMain ? mainSubject(name) : name));
  return said(language, names.join(', '), first.isDeclared);
}

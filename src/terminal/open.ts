import type { Notice, StageProgress } from '../index/build.js';
import type { DownloadProgress } from '../models/hub.js';
import { type Engine, openEngine } from '../search/engine.js';
import { reportProgress } from './progress.js';
import { type Session, tell } from './session.js';

/** What is called as the engine is opened. */
interface Listeners {
  readonly onDownload: DownloadProgress;
  readonly onProgress: StageProgress;
  readonly onNotice: (notice: Notice) => void;
}

/** What opening the engine needs of a session. */
export type Opening = Pick<Session, 'config' | 'phrases' | 'stderr'>;

/**
 * Opens the engine, telling on standard error what it builds and why.
 *
 * @param previous whose models are used again, when the corpus has changed under it
 */
export async function openForSession(session: Opening, previous?: Engine): Promise<Engine> {
  const { corpusFolder, indexFolder, model, reader } = session.config;
  const engine = await reporting(session, (listeners) =>
    openEngine({ corpusFolder, indexFolder, model, reader, previous, ...listeners }),
  );
  const errors = engine.problems.filter(({ severity }) => severity === 'error').length;
  if (engine.built && errors > 0) tell(session, session.phrases.problemsSeen(errors, corpusFolder));
  return engine;
}

/** Does some work, showing how far it has come and what there is to tell of it. */
export async function reporting<T>(session: Opening, work: (listeners: Listeners) => Promise<T>): Promise<T> {
  const { phrases, stderr } = session;
  const report = reportProgress(stderr, phrases);
  try {
    return await work({
      onDownload: (file, received, total) => report.update(phrases.downloading(file), received, total),
      onProgress: (stage, done, total) => report.update(phrases.stages[stage], done, total),
      onNotice: ({ state, ...details }) => tell(session, phrases.notices[state](details)),
    });
  } finally {
    report.stop();
  }
}

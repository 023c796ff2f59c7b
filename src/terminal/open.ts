import { type Notice, openIndex, type StageProgress } from '../index/build.js';
import type { DownloadProgress } from '../models/hub.js';
import type { Database } from '../postgres/database.js';
import type { IndexOrigin } from '../postgres/shared-index.js';
import { type Engine, type OpenedEngine, openEngine } from '../search/engine.js';
import { reportProgress } from './progress.js';
import { type Session, tell } from './session.js';

/** What is called as the engine is opened. */
interface Listeners {
  readonly onDownload: DownloadProgress;
  readonly onProgress: StageProgress;
  readonly onNotice: (notice: Notice) => void;
}

/** What opening the engine needs of a session. */
export type Opening = Pick<Session, 'config' | 'phrases' | 'stderr'> & {
  /** The Postgres of the settings, where it is open already. */
  readonly database?: Database | null;
};

/**
 * Opens the engine, telling on standard error what it builds and why.
 *
 * @param previous whose models are used again, when the corpus has changed under it
 * @param origin of the index, where several processes share one
 */
export async function openForSession(
  session: Opening,
  previous?: Engine,
  origin: IndexOrigin = 'published',
): Promise<OpenedEngine> {
  const { corpusFolder, indexFolder, model, reader } = session.config;
  const indexFrom = await indexOpener(session, origin);
  const engine = await reporting(session, (listeners) =>
    openEngine({ corpusFolder, indexFolder, model, reader, previous, indexFrom, ...listeners }),
  );
  const errors = engine.problems.filter(({ severity }) => severity === 'error').length;
  if (engine.built && errors > 0) tell(session, session.phrases.problemsSeen(errors, corpusFolder));
  return engine;
}

/** What opens the index that the settings name: in its folder, or shared in a Postgres. */
export async function indexOpener(
  { config: { postgres }, database }: Opening,
  origin: IndexOrigin,
): Promise<typeof openIndex> {
  if (postgres === null) return openIndex;
  const { openSharedIndex } = await import('../postgres/shared-index.js');
  return (request) => openSharedIndex(database ?? postgres, origin, request);
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

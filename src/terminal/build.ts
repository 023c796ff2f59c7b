import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, isAway } from '../failure.js';
import { watchCorpus } from '../index/watch.js';
import { openEncoder } from '../models/encoder.js';
import { serverOf } from '../postgres/server.js';
import { indexOpener, reporting } from './open.js';
import { describeFailure, EXIT, print, type Session, tell } from './session.js';

/** How long is waited for a Postgres that is away, in milliseconds. */
const RETRY = 10_000;

/** How `index` is to build. */
export interface BuildChoices {
  /** Build anew even if nothing has changed. */
  readonly force?: boolean;
  /** Stay, and build again after every change. */
  readonly watch?: boolean;
}

/**
 * Builds the index of the corpus and says what it holds; with `watch`, until the process is interrupted. Where a Postgres
 * is shared, it is published there.
 */
export async function buildIndex(
  session: Session,
  { force = false, watch = false }: BuildChoices,
): Promise<number> {
  const { config, phrases } = session;
  const { corpusFolder, indexFolder } = config;
  const embedder = await reporting(session, ({ onDownload }) => openEncoder(config.model, onDownload));
  const open = await indexOpener(session, 'corpus');
  const build = async (anew: boolean): Promise<void> => {
    const started = performance.now();
    const { index, problems, built } = await reporting(session, ({ onProgress, onNotice }) =>
      open({ corpusFolder, indexFolder, embedder, force: anew, mustWrite: true, onProgress, onNotice }),
    );
    const { counts } = index.manifest;
    const seconds = (performance.now() - started) / 1000;
    const say = phrases.index;
    const what = (built ? say.built : say.fresh)(say.summary(counts));
    const took = say.took(seconds, Math.round(counts.passages / seconds));
    const where = config.postgres === null ? [] : [phrases.machines.published(serverOf(config.postgres))];
    await print(session, `${[what, ...(built ? [took] : []), indexFolder, ...where].join(' — ')}\n`);
    if (problems.length > 0) tell(session, phrases.problemsSeen(problems.length, corpusFolder));
  };
  await build(force);
  if (watch) {
    await watchCorpus({
      corpusFolder,
      onChange: () => buildInTime(() => build(false), session),
      onReady: () => tell(session, phrases.index.watching(corpusFolder)),
      // Ctrl-C ends the process, and an index on disk is always whole.
      signal: new AbortController().signal,
    });
  }
  return EXIT.done;
}

/**
 * Builds, and goes on when that fails: while a corpus is being changed it may well be empty or unreadable for a moment.
 * A Postgres that is away is waited for.
 */
async function buildInTime(build: () => Promise<void>, session: Session): Promise<void> {
  for (;;) {
    try {
      return await build();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      tell(session, session.phrases.usage.error(describeFailure(error, session.phrases)));
      if (!isAway(error)) return;
      await sleep(RETRY);
    }
  }
}

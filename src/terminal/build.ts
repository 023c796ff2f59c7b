import { Failure } from '../failure.js';
import { openIndex } from '../index/build.js';
import { watchCorpus } from '../index/watch.js';
import { openEncoder } from '../models/encoder.js';
import { reporting } from './open.js';
import { describeFailure, EXIT, print, type Session, tell } from './session.js';

/** How `index` is to build. */
export interface BuildChoices {
  /** Build anew even if nothing has changed. */
  readonly force?: boolean;
  /** Stay, and build again after every change. */
  readonly watch?: boolean;
}

/** Builds the index of the corpus and says what it holds; with `watch`, until the process is interrupted. */
export async function buildIndex(
  session: Session,
  { force = false, watch = false }: BuildChoices,
): Promise<number> {
  const { config, phrases } = session;
  const { corpusFolder, indexFolder } = config;
  const embedder = await reporting(session, ({ onDownload }) => openEncoder(config.model, onDownload));
  const build = async (anew: boolean): Promise<void> => {
    const started = performance.now();
    const { index, problems, built } = await reporting(session, ({ onProgress, onNotice }) =>
      openIndex({ corpusFolder, indexFolder, embedder, force: anew, mustWrite: true, onProgress, onNotice }),
    );
    const { counts } = index.manifest;
    const seconds = (performance.now() - started) / 1000;
    const say = phrases.index;
    const what = (built ? say.built : say.fresh)(say.summary(counts));
    const took = say.took(seconds, Math.round(counts.passages / seconds));
    await print(session, `${[what, ...(built ? [took] : []), indexFolder].join(' — ')}\n`);
    if (problems.length > 0) tell(session, phrases.problemsSeen(problems.length, corpusFolder));
  };
  await build(force);
  if (watch) {
    await watchCorpus({
      corpusFolder,
      onChange: () => build(false).catch((error: unknown) => tellAndGoOn(session, error)),
      onReady: () => tell(session, phrases.index.watching(corpusFolder)),
      // Ctrl-C ends the process, and an index on disk is always whole.
      signal: new AbortController().signal,
    });
  }
  return EXIT.done;
}

/** While a corpus is being changed it may well be empty or unreadable for a moment. */
function tellAndGoOn(session: Session, error: unknown): void {
  if (!(error instanceof Failure)) throw error;
  tell(session, session.phrases.usage.error(describeFailure(error, session.phrases)));
}

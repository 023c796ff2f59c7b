import { locateModel } from '../models/hub.js';
import { reportProgress } from './progress.js';
import { EXIT, type Session, tell } from './session.js';

/** Fetches the encoder and the reader, unless they are already here. */
export async function pull(session: Session): Promise<number> {
  const { config, phrases, stderr } = session;
  const report = reportProgress(stderr, phrases);
  const models = config.reader === null ? [config.model] : [config.model, config.reader];
  try {
    for (const model of models) {
      await locateModel(model.id, model, (file, received, total) =>
        report.update(phrases.downloading(file), received, total),
      );
    }
  } finally {
    report.stop();
  }
  for (const { id } of models) tell(session, phrases.model.ready(id));
  return EXIT.done;
}

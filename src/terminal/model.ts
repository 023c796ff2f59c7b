import { pullModel } from '../embedding/transformers.js';
import { reportProgress } from './progress.js';
import { EXIT, type Session, tell } from './session.js';

/** Fetches the model, unless it is already here. */
export async function pull(session: Session): Promise<number> {
  const { config, phrases, stderr } = session;
  const report = reportProgress(stderr, phrases);
  try {
    await pullModel(config.model, (file, received, total) =>
      report.update(phrases.downloading(file), received, total),
    );
  } finally {
    report.stop();
  }
  tell(session, phrases.model.ready(config.model.id));
  return EXIT.done;
}

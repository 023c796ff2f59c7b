import { dayOf } from '../day.js';
import { readCurrent } from '../index/folder.js';
import type { Embedder } from '../models/embedder.js';
import { type Database, pendingIn, reachDatabase } from '../postgres/database.js';
import { leasesHeld } from '../postgres/leases.js';
import { published } from '../postgres/snapshots.js';
import type { Session } from '../terminal/session.js';
import { type Attempt, attempt, type Finding, findingOf } from './finding.js';

/** Checks what is shared in a Postgres, and changes nothing there. */
export async function* checkShared(
  url: string,
  embedder: Attempt<Embedder>,
  session: Session,
): AsyncGenerator<Finding> {
  const { phrases } = session;
  const say = phrases.machines.doctor;
  const database = await attempt(() => reachDatabase(url));
  yield findingOf('postgres', database, phrases, ({ postgres, version }) =>
    say.postgres(postgres.server, version),
  );
  if ('error' in database) {
    yield { check: 'migrations', state: 'unchecked', text: say.unasked };
    return;
  }
  try {
    yield* checkTables(database.value, embedder, session);
  } finally {
    await database.value.close();
  }
}

async function* checkTables(
  database: Database,
  embedder: Attempt<Embedder>,
  { config, phrases }: Session,
): AsyncGenerator<Finding> {
  const say = phrases.machines.doctor;
  const pending = await attempt(() => pendingIn(database));
  yield findingOf('migrations', pending, phrases, (n) => (n === 0 ? say.migrations : say.migrationsDue));
  if ('error' in pending || pending.value > 0) return;
  if ('value' in embedder) {
    const index = await attempt(() => published(database, embedder.value));
    const held = await readCurrent(config.indexFolder);
    yield findingOf('index', index, phrases, (current) =>
      current === null
        ? { state: 'attention', text: say.indexDue }
        : say.index(dayOf(current.publishedAt), current.name === held),
    );
  } else {
    yield { check: 'index', state: 'unchecked', text: phrases.doctor.indexUnchecked };
  }
  const leases = await attempt(() => leasesHeld(database));
  yield findingOf('shards', leases, phrases, (names) =>
    names.length === 0 ? say.noShards : say.shards(names),
  );
}

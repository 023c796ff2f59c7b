import type { BaseInteraction, Message } from 'discord.js';
import type { FolderLimit } from '../store/store.js';
import type { Library, Service } from './service.js';

/** Somebody in a place, as far as it decides what of the corpus they may read. */
export interface Reader {
  /** Null outside of servers. */
  readonly guild: string | null;
  /** The channel; of a thread, its own id and that of the channel it is in. */
  readonly channels: readonly string[];
  /** Ids of roles: those of one person, or none of them for all who read along. */
  readonly roles: readonly string[];
}

/** Who does something, reading alone. */
export function readerOf(doing: BaseInteraction): Reader {
  const roles = doing.member?.roles;
  const own = roles === undefined ? [] : Array.isArray(roles) ? roles : [...roles.cache.keys()];
  return { ...everyoneAt(doing), roles: own };
}

/** Everybody who reads along where something is done or written: people of no particular role. */
export function everyoneAt({
  guildId,
  channelId,
  channel,
}: Pick<BaseInteraction | Message, 'guildId' | 'channelId' | 'channel'>): Reader {
  const parent = channel?.isThread() ? channel.parentId : null;
  const channels = [channelId, parent].filter((id) => id !== null);
  return { guild: guildId, channels, roles: [] };
}

/** Folders that a reader may not read. What one server limits is read in no other, nor in direct messages. */
export function hiddenFrom({ guild, channels, roles }: Reader, limits: readonly FolderLimit[]): string[] {
  const meets = (wanted: readonly string[], had: readonly string[]) =>
    wanted.length === 0 || wanted.some((id) => had.includes(id));
  // Everybody has the role that is called as their server.
  const all = guild === null ? roles : [...roles, guild];
  const mayRead = (limit: FolderLimit) =>
    limit.guild === guild && meets(limit.channels, channels) && meets(limit.roles, all);
  return limits.filter((limit) => !mayRead(limit)).map(({ path }) => path);
}

/** Whether a path of the corpus is in one of some folders. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

/**
 * What a reader may read; null until the corpus is loaded.
 *
 * @throws Failure of the store, where it has never told who may read what: nothing is read then.
 */
export async function libraryFor(reader: Reader, service: Service): Promise<Library | null> {
  if (service.libraries === null) return null;
  return service.libraries.without(hiddenFrom(reader, await limitsOf(service)));
}

/** Whether somebody's roles open what others in the same place may not read. */
export async function mayReadMore(reader: Reader, service: Service): Promise<boolean> {
  const limits = await limitsOf(service);
  const others = { ...reader, roles: [] };
  return hiddenFrom(reader, limits).length < hiddenFrom(others, limits).length;
}

/** What a store last told, and when (`performance.now()`). */
interface Known {
  readonly limits: readonly FolderLimit[];
  readonly at: number;
}

const known = new WeakMap<Service['store'], Known>();
/** Milliseconds that what was told is taken to hold: a question asks several times, and another process may change it. */
const HOLDS = 1_000;

/** Who may read what; as it was last known where the store does not answer: questions are answered all the same. */
export async function limitsOf({
  store,
  log,
}: Pick<Service, 'store' | 'log'>): Promise<readonly FolderLimit[]> {
  const before = known.get(store);
  if (before !== undefined && performance.now() - before.at < HOLDS) return before.limits;
  try {
    const limits = await store.folderLimits();
    known.set(store, { limits, at: performance.now() });
    return limits;
  } catch (error) {
    if (before === undefined) throw error;
    log.error({ event: 'store', error });
    known.set(store, { ...before, at: performance.now() });
    return before.limits;
  }
}

/** Changes who reads a folder, at once for all that this process answers; false when another server has the say over it. */
export async function limitFolder(limit: FolderLimit, { store }: Pick<Service, 'store'>): Promise<boolean> {
  const isDone = await store.limitFolder(limit);
  known.delete(store);
  return isDone;
}

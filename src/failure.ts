/**
 * What can go wrong in a way that a user meets, with the details its message needs.
 * The phrases, in both languages, stand in `i18n/` under the same codes.
 */
export interface FailureDetails {
  /** The corpus folder does not exist or is not a folder. */
  'corpus-missing': { folder: string };
  /** The corpus folder cannot be opened. */
  'corpus-unreadable': { folder: string; reason: string };
  /** Not one passage in the whole corpus. */
  'corpus-empty': { folder: string };
  /** The model folder or one of its files is missing. */
  'model-missing': { model: string; file: string };
  /** The hub could not be reached. */
  'model-offline': { model: string; host: string };
  /** The hub has no such model or file. */
  'model-not-found': { model: string; file: string };
  /** The hub asks for a right that we do not have. */
  'model-forbidden': { model: string; file: string };
  /** The disk is full, or the cache folder cannot be written. */
  'model-cache': { model: string; folder: string; reason: string };
  /** The files are there and cannot be loaded. */
  'model-broken': { model: string; reason: string };
  /** The addon that searches a large corpus, an optional dependency, does not load. */
  'addon-missing': { reason: string };
  /** The library that draws pictures does not load. */
  'picture-unavailable': { reason: string };
  /** The index folder cannot be written. */
  'index-unwritable': { folder: string; reason: string };
  /** A quote is not, to the letter, what stands in its document: never shown. */
  'quote-mismatch': { document: string; start: number; end: number };
  /** The environment holds values that cannot be used; one line each. */
  'config-invalid': { problems: string };
  /** A file named on the command line or in the settings, or that of the settings, cannot be read. */
  'file-unreadable': { file: string; reason: string };
  /** A file named on the command line cannot be written. */
  'file-unwritable': { file: string; reason: string };
  /** A line of the questions of a corpus is none. */
  'questions-malformed': { file: string; line: number };
  /** What was before a change of the corpus cannot be kept, or is no longer there; by git where the folder is a repository. */
  'history-unwritable': { folder: string; reason: string };
  /** The folder of the state, or the database in it, cannot be written. */
  'store-unwritable': { folder: string; reason: string };
  /** Another program keeps the database for itself. */
  'store-locked': { file: string };
  /** There is no room left for the database. */
  'store-full': { file: string };
  /** The database is damaged, or none. */
  'store-corrupt': { file: string };
  /** A later version of Verbatim has brought the database up to itself. */
  'store-newer': { file: string };
  /** A version of the index is not what its manifest says, in a folder or in Postgres; `file`: of it. */
  'index-damaged': { place: string; file: string };
  /** Postgres is away, restarts, or does not answer in time; `server`: its host, port and database. */
  'postgres-unreachable': { server: string; reason: string };
  /** Postgres does not let this user in, or not do what is needed. */
  'postgres-refused': { server: string; reason: string };
  /** Postgres has no connection left. */
  'postgres-busy': { server: string };
  /** Postgres is older than any that this was tried with. */
  'postgres-version': { server: string; version: string; wanted: number };
  /** What is moved has no room in `place`, where something else is kept. */
  'move-occupied': { place: string };
  /** What was written to `place` is not what is read back. */
  'move-differs': { place: string };
  /** No bot token in the environment; `file`: the `.env` it may be put in. */
  'discord-token-missing': { file: string };
  /** What stands for the bot token cannot be one. */
  'discord-token-malformed': NoDetails;
  /** Discord does not know the bot token, or no longer. */
  'discord-token-refused': NoDetails;
  /** The application id of the environment is not that of the bot token. */
  'discord-client-id': { given: string; actual: string };
  /** There is no such server, or the bot is not in it. */
  'discord-guild': { guild: string };
  /** Discord refuses the gateway intents; `code`: the gateway's close code. */
  'discord-intents': { code: number };
  /** Discord ended the connection and would again; `code`: the gateway's close code. */
  'discord-closed': { code: number };
  /** Discord, or what stands at the address set for it, does not answer. */
  'discord-unreachable': { address: string; reason: string };
  /** Discord refuses a request for a reason of its own. */
  'discord-refused': { reason: string };
  /** Discord asks to wait longer than anybody would look on. */
  'discord-wait': { minutes: number };
  /** There are as many questions in flight as may be. */
  'questions-full': { most: number };
  /** The bot is leaving and takes no more questions. */
  'questions-closed': NoDetails;
  /** The status server cannot listen. */
  'status-port': { host: string; port: number; reason: string };
  /** The web page cannot be served there. */
  'web-port': { host: string; port: number; reason: string };
  /** The web page is to be open to other machines, and no token guards it. */
  'web-token-missing': { host: string; file: string };
}

/** There is nothing to add to the code. */
type NoDetails = Readonly<Record<string, never>>;

export type FailureCode = keyof FailureDetails;

/**
 * Failures that trying again cannot mend: somebody has to change a setting first. A bot ends with
 * a status of its own on these, so that what restarts it can leave it stopped.
 */
export const CONFIGURATION_FAILURES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'config-invalid',
  'file-unreadable',
  'discord-token-missing',
  'discord-token-malformed',
  'discord-token-refused',
  'discord-client-id',
  'discord-guild',
  'discord-intents',
  'discord-closed',
  'status-port',
  'web-port',
  'web-token-missing',
  'store-unwritable',
  'store-corrupt',
  'store-newer',
  'postgres-refused',
  'postgres-version',
]);

/** An error a user can meet: a code and details, phrased at the edge in the user's language. */
export class Failure<C extends FailureCode = FailureCode> extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly code: C,
    readonly details: FailureDetails[C],
    options?: ErrorOptions,
  ) {
    super(`${code}: ${JSON.stringify(details)}`, options);
  }
}

/** Whether an error says that Postgres is away, and may well come back by itself. */
export function isAway(error: unknown): error is Failure<'postgres-unreachable' | 'postgres-busy'> {
  return (
    error instanceof Failure && (error.code === 'postgres-unreachable' || error.code === 'postgres-busy')
  );
}

/** The message of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system's code of an error (`ENOENT`), or null when it has none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Causes of causes that are looked at; a cause may lead back to its error. */
const DEEPEST_CAUSE = 5;

/** The system's code (`ECONNREFUSED`) of anything thrown, or of what caused it; its message when there is none. */
export function systemReasonOf(error: unknown): string {
  let cause = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && cause instanceof Error; depth++) {
    const code = errorCode(cause);
    if (code !== null) return code;
    cause = cause.cause;
  }
  return reasonOf(error);
}

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
  /** The index folder cannot be written. */
  'index-unwritable': { folder: string; reason: string };
  /** A quote is not, to the letter, what stands in its document: never shown. */
  'quote-mismatch': { document: string; start: number; end: number };
  /** The environment holds values that cannot be used; one line each. */
  'config-invalid': { problems: string };
  /** A file named on the command line cannot be read. */
  'file-unreadable': { file: string; reason: string };
}

export type FailureCode = keyof FailureDetails;

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

/** The message of anything thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

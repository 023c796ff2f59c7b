import { stringify } from 'yaml';
import { isCalendarDate } from '../day.js';

/** What a file that says of another what that one cannot say of itself ends with, after the other's whole name. */
export const ABOUT_ENDING = '.yaml';

/** What may be said of a document; empty where nothing is. */
export interface About {
  readonly title: string;
  /** Its address, or who published it. */
  readonly source: string;
  /** The date it speaks of, as in `Source.asOf`. */
  readonly asOf: string;
}

/** The file beside a document that says this of it; null when there is nothing to say. */
export function aboutText({ title, source, asOf }: About): string | null {
  const isAddress = URL.canParse(source) && /^https?:$/.test(new URL(source).protocol);
  const said = {
    ...(title === '' ? {} : { title }),
    ...(source === '' ? {} : isAddress ? { url: source } : { source, quoted: true }),
    ...(asOf === '' ? {} : { asOf }),
  };
  return Object.keys(said).length === 0 ? null : stringify(said, { lineWidth: 0 });
}

/** Whether a text is a date that a document may speak of: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with a final `~` when it is only about right. */
export function isAsOf(text: string): boolean {
  return isCalendarDate(text.replace(/~$/, ''));
}

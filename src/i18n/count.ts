import type { Language } from '../corpus/document.js';

/** The number as a language writes it, with the noun in the number that its plural rules ask for. */
export function counter(language: Language): (n: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  const format = new Intl.NumberFormat(language);
  return (n, one, other) => `${format.format(n)}\u00a0${rules.select(n) === 'one' ? one : other}`;
}

/** A number as a language writes it, with at most that many decimals. */
export function decimal(language: Language, n: number, digits: number): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(n);
}

/** Whether a date of a source is said to be only about right. */
export function isRough(date: string): boolean {
  return /^\d{4}[\d-]*~$/.test(date);
}

/**
 * Writes out a date of a source: `2012`, `February 2010`, `3 février 2010`, without the final `~` of one that is only about right.
 * What is not `YYYY`, `YYYY-MM` or `YYYY-MM-DD` comes back as it is.
 */
export function writtenDate(date: string, language: Language): string {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?~?$/.exec(date);
  const [, year, month, day] = parts ?? [];
  if (year === undefined || month === undefined) return year ?? date;
  const time = new Date(`${year}-${month}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(time.getTime())) return date;
  const written = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day === undefined ? {} : { day: 'numeric' }),
  }).format(time);
  return language === 'fr' ? written.replace(/^1 /, '1er ') : written;
}

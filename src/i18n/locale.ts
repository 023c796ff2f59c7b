import type { Language } from '../corpus/document.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language that the environment asks for, by POSIX precedence (LC_ALL, LC_MESSAGES, LANG; an empty
 * one counts as unset). English for C, POSIX, any other language, or none.
 */
export function localeLanguage(env: Environment): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^fr(?![a-z])/i.test(locale) ? 'fr' : 'en';
}

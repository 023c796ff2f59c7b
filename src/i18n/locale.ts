import { LANGUAGES, type Language } from '../corpus/document.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The language that the environment asks for, by POSIX precedence (LC_ALL, LC_MESSAGES, LANG; an empty
 * one counts as unset). English for C, POSIX, any other language, or none.
 */
export function localeLanguage(env: Environment): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^fr(?![a-z])/i.test(locale) ? 'fr' : 'en';
}

/**
 * The language to speak in: the one asked for on the command line, else by VERBATIM_LANG, else by the
 * system. Values that are no language of ours count as unset here; reading the settings tells of them.
 */
export function interfaceLanguage(env: Environment, flag?: string): Language {
  const named = flag || env['VERBATIM_LANG'];
  return LANGUAGES.find((language) => language === named) ?? localeLanguage(env);
}

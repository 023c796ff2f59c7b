import { describe, expect, it } from 'vitest';
import { localeLanguage } from './locale.js';

describe('localeLanguage', () => {
  it.each([
    [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
    [{ LANG: 'fr' }, 'fr'],
    [{ LANG: 'fr-CA' }, 'fr'],
    [{ LANG: 'FR_fr' }, 'fr'],
    [{ LANG: 'fur_IT' }, 'en'],
    [{ LANG: 'frp' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'POSIX' }, 'en'],
    [{}, 'en'],
    [{ LC_ALL: 'C', LANG: 'fr_FR' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'fr_BE', LANG: 'en_GB' }, 'fr'],
    [{ LC_MESSAGES: 'en_GB', LANG: 'fr_FR' }, 'en'],
  ] as const)('%j is %s', (env, language) => {
    expect(localeLanguage(env)).toBe(language);
  });
});

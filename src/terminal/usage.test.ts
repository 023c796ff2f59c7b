import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import type { Language } from '../corpus/document.js';
import { phrasesFor } from '../i18n/phrases.js';
import { describeUsageError, languageName, localise, something, wholeNumber } from './usage.js';

function program(language: Language): Command {
  const phrases = phrasesFor(language);
  const root = localise(new Command('verbatim'), phrases)
    .helpOption('-h, --help', phrases.help.helpOption)
    .helpCommand('help [command]', phrases.help.helpCommand)
    .usage(phrases.usage.command)
    .option('--lang <fr|en>', phrases.help.langOption, languageName(phrases))
    .option('--corpus <dir>', phrases.help.corpusOption, something(phrases));
  root
    .command('ask')
    .description(phrases.help.ask)
    .argument('[question...]', phrases.help.question)
    .option('--limit <n>', phrases.help.limit, wholeNumber(20, phrases))
    .action(() => {});
  root
    .command('chat')
    .description(phrases.help.chat)
    .action(() => {});
  return root;
}

function errorOf(language: Language, ...argv: string[]): string {
  try {
    program(language).parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return describeUsageError(error, phrasesFor(language));
    throw error;
  }
  return '';
}

describe('usage errors', () => {
  it.each([
    ['fr', ['aks', 'x'], 'erreur\u00a0: commande inconnue aks\nVouliez-vous dire ask\u00a0?'],
    ['en', ['aks', 'x'], 'error: unknown command aks\nDid you mean ask?'],
    ['fr', ['ask', '--limt', '3'], 'erreur\u00a0: option inconnue --limt\nVouliez-vous dire --limit\u00a0?'],
    ['en', ["l’idée de l'eau"], "error: unknown command l’idée de l'eau"],
    ['en', ['ask', '--limit'], 'error: the option --limit <n> needs a value'],
    ['en', ['ask', '--limit', '0'], 'error: “0” will not do for --limit <n>: a whole number from 1 to 20'],
    [
      'en',
      ['ask', '--limit', '1e1'],
      'error: “1e1” will not do for --limit <n>: a whole number from 1 to 20',
    ],
    [
      'fr',
      ['--lang', 'de'],
      'erreur\u00a0: «\u00a0de\u00a0» ne convient pas à --lang <fr|en>\u00a0: fr ou en',
    ],
    ['en', ['ask', '--corpus', ' '], 'error: “ ” will not do for --corpus <dir>: it is empty'],
    ['en', ['chat', 'a', 'b'], 'error: too many arguments'],
  ] as const)('%s %j', (language, argv, said) => {
    const hint = said.includes('\n') ? '' : `\n${phrasesFor(language).usage.seeHelp}`;
    expect(errorOf(language, ...argv)).toBe(said + hint);
  });

  it('send no escape sequence of the command line back', () => {
    expect(errorOf('en', '\u001b[2J')).toContain('␛[2J');
  });
});

describe('help', () => {
  it('is wholly in the language asked for', () => {
    const french = program('fr').helpInformation();
    expect(french).toContain('Utilisation\u00a0: verbatim [options] [commande]');
    expect(french).toContain('Commandes\u00a0:');
    expect(french).not.toMatch(/Usage|Options:|Commands|display|show/);
    const ask = program('fr').commands[0]?.helpInformation() ?? '';
    expect(ask).toContain('Options de toutes les commandes\u00a0:');
    expect(ask).toContain('afficher cette aide');
    expect(program('en').helpInformation()).toContain('Usage: verbatim [options] [command]');
  });
});

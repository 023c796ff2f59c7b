import { type Command, type CommanderError, InvalidArgumentError } from 'commander';
import { LANGUAGES, type Language } from '../corpus/document.js';
import type { Phrases } from '../i18n/en.js';
import { inline } from './display.js';

const LAST_PORT = 65_535;

/** Makes a program say its help in one language, and throw instead of leaving the process. */
export function localise(program: Command, phrases: Phrases): Command {
  const { titles } = phrases.usage;
  program
    .exitOverride()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ showGlobalOptions: true, styleTitle: (title) => titles[title] ?? title });
  return program;
}

/** The examples that stand under a command's help. */
export function examplesText(lines: readonly string[], phrases: Phrases): string {
  return `\n${[phrases.usage.examples, ...lines.map((line) => `  ${line}`)].join('\n')}`;
}

/** What each exit status means, under the help of a command that uses them all. */
export function exitCodesText(phrases: Phrases): string {
  const { title, meanings } = phrases.usage.exitCodes;
  return [title, ...Object.entries(meanings).map(([code, meaning]) => `  ${code}  ${meaning}`)].join('\n');
}

/** The words that list a command, as the sentence that opens its own help. */
export function asSentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** What was wrong with a command line, in one language. Commander says it in English only. */
export function describeUsageError(error: CommanderError, phrases: Phrases): string {
  const say = phrases.usage;
  const quoted = (pattern: RegExp): string[] => (pattern.exec(error.message) ?? []).slice(1).map(inline);
  const [name = ''] = quoted(/'(.*?)'(?: argument missing|\.|\n|$)/s);
  const described = (): string => {
    switch (error.code) {
      case 'commander.unknownOption':
        return say.unknownOption(name);
      case 'commander.unknownCommand':
        return say.unknownCommand(name);
      case 'commander.missingArgument':
        return say.missingArgument(name);
      case 'commander.optionMissingArgument':
        return say.optionMissingArgument(name);
      case 'commander.excessArguments':
        return say.excessArguments;
      case 'commander.invalidArgument': {
        const [option = '', value = '', expected = ''] = quoted(
          /option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
        );
        return say.invalidArgument(option, value, expected);
      }
      default:
        return inline(error.message);
    }
  };
  const [similar] = quoted(/\(Did you mean (?:one of )?(.*)\?\)$/);
  const hint = similar === undefined ? say.seeHelp : say.didYouMean(similar);
  return `${say.error(described())}\n${hint}`;
}

/** Parses the value of an option that takes a whole number from 1 to `most`. */
export function wholeNumber(most: number, phrases: Phrases): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(phrases.usage.limitExpected(most));
  };
}

/** Parses the value of an option that takes a port, 0 for any that is free. */
export function portNumber(phrases: Phrases): (value: string) => number {
  return (value) => {
    if (/^\d{1,5}$/.test(value) && Number(value) <= LAST_PORT) return Number(value);
    throw new InvalidArgumentError(phrases.web.help.portExpected(LAST_PORT));
  };
}

/** Parses the value of an option that must hold something. */
export function something(phrases: Phrases): (value: string) => string {
  return (value) => {
    if (value.trim() !== '') return value;
    throw new InvalidArgumentError(phrases.usage.notEmpty);
  };
}

/** Parses the value of an option that names a language. */
export function languageName(phrases: Phrases): (value: string) => Language {
  return (value) => {
    const language = LANGUAGES.find((known) => known === value);
    if (language !== undefined) return language;
    throw new InvalidArgumentError(phrases.usage.languageExpected);
  };
}

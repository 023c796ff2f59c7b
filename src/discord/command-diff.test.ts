import { describe, expect, it } from 'vitest';
import { phrasesFor } from '../i18n/phrases.js';
import { compareCommands, describeDiff, isUpToDate, StoredCommand } from './command-diff.js';
import { type CommandDefinition, commandDefinitions } from './definitions.js';

const APPLICATION = '110000000000000001';
const definitions = commandDefinitions();
const english = phrasesFor('en').commands;

/** A command as Discord gives it back: with defaults, its own fields, and another order. */
function stored(definition: CommandDefinition, id: string): StoredCommand {
  const { contexts, integration_types, type = 1, ...told } = definition;
  return StoredCommand.parse({
    version: `${id}9`,
    integration_types: [...(integration_types ?? [])].reverse(),
    contexts: contexts === undefined ? null : [...(contexts ?? [])].reverse(),
    nsfw: false,
    dm_permission: true,
    default_permission: true,
    default_member_permissions: null,
    name_localized: definition.name,
    description: '',
    description_localizations: null,
    application_id: APPLICATION,
    id,
    type,
    ...reversed(told),
    options:
      'options' in definition && definition.options !== undefined
        ? definition.options.map((option) => ({
            description_localized: option.description,
            required: false,
            choices: [],
            ...reversed(option),
          }))
        : [],
  });
}

/** The same object, its keys the other way round, at every depth. */
function reversed<T extends object>(value: T): T;
function reversed(value: object): object {
  const inner = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(inner);
    return typeof each === 'object' && each !== null ? reversed(each) : each;
  };
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, each]) => [name, inner(each)]),
  );
}

const inPlace = (): StoredCommand[] =>
  definitions.map((definition, position) => stored(definition, `33000000000000000${position}`));

const compare = (had: readonly StoredCommand[], isGlobal = true) =>
  compareCommands(had, definitions, isGlobal);

/** What Discord has, with something about `/ask` set otherwise. */
const withAsk = (otherwise: Record<string, unknown>): StoredCommand[] =>
  inPlace().map((command) => (command.name === 'ask' ? { ...command, ...otherwise } : command));

describe('compareCommands', () => {
  it('creates everything where there is nothing', () => {
    const diff = compare([]);
    expect(diff.created.map(({ body }) => body)).toEqual(definitions);
    expect(describeDiff(diff, english)).toEqual([
      '+ /ask',
      '+ /fact',
      '+ /about',
      '+ /start',
      '+ /sources',
      '+ /help',
      '+ /quiz',
      '+ /team',
      '+ /settings',
      '+ /privacy',
      '+ /corpus',
      '+ Answer with a quote',
      '+ Keep as an answer',
    ]);
  });

  it('sees no difference in what Discord adds, leaves out and reorders', () => {
    const diff = compare(inPlace().reverse());
    expect(isUpToDate(diff)).toBe(true);
    expect(diff.unchanged).toBe(commandDefinitions().length);
    expect(describeDiff(diff, english)).toEqual([`= ${definitions.length}\u00a0commands unchanged`]);
  });

  it('takes no contexts for all contexts, unless direct messages were excluded the old way', () => {
    expect(isUpToDate(compare(withAsk({ contexts: null })))).toBe(true);
    const { changed } = compare(withAsk({ contexts: null, dm_permission: false }));
    expect(changed[0]?.fields).toEqual([{ path: 'contexts', before: '[0]', after: '[0,1,2]' }]);
    expect(changed[0]?.body).toEqual({ contexts: [0, 1, 2] });
  });

  it('tells one property that changed, and sends that one alone', () => {
    const diff = compare(withAsk({ description: 'Old words' }));
    expect(diff.unchanged).toBe(commandDefinitions().length - 1);
    expect(diff.changed[0]?.body).toEqual({ description: english.ask.description });
    expect(describeDiff(diff, english)).toEqual([
      '~ /ask',
      `    description: "Old words" → "${english.ask.description}"`,
      `= ${definitions.length - 1}\u00a0commands unchanged`,
    ]);
  });

  it('tells a locale that is missing, and one that is too many', () => {
    const diff = compare(withAsk({ name_localizations: { 'en-GB': 'ask', 'en-US': 'ask', de: 'fragen' } }));
    expect(diff.changed[0]?.fields).toEqual([
      { path: 'name_localizations.de', before: '"fragen"', after: null },
      { path: 'name_localizations.fr', before: null, after: '"demander"' },
    ]);
    expect(describeDiff(diff, english)[1]).toBe('    name_localizations.de: "fragen" → nothing');
    expect(diff.changed[0]?.body).toEqual({
      name_localizations: { 'en-GB': 'ask', 'en-US': 'ask', fr: 'demander' },
    });
  });

  it('tells options that are new, gone, in another order, or changed within', () => {
    const ask = inPlace().find(({ name }) => name === 'ask');
    const [question, language, secret] = ask?.options ?? [];
    const fields = (options: unknown) =>
      compare(withAsk({ options })).changed.flatMap((change) => change.fields);
    expect(fields([question, language])).toEqual([
      { path: 'options', before: 'question, language', after: 'question, language, private' },
    ]);
    expect(fields([question, secret, language])).toEqual([
      { path: 'options', before: 'question, private, language', after: 'question, language, private' },
    ]);
    expect(fields([{ ...question, max_length: 100, min_value: 2 }, language, secret])).toEqual([
      { path: 'options.question.max_length', before: '100', after: '1000' },
      { path: 'options.question.min_value', before: '2', after: null },
    ]);
    expect(fields([question, { ...language, choices: [{ name: 'French', value: 'f' }] }, secret])).toEqual(
      expect.arrayContaining([
        { path: 'options.language.choices', before: 'French', after: 'French, English' },
        { path: 'options.language.choices.French.value', before: '"f"', after: '"fr"' },
      ]),
    );
    expect(compare(withAsk({ options: [question, language] })).changed[0]?.body).toHaveProperty(
      'options.length',
      3,
    );
  });

  it('unsets what no definition sets', () => {
    const set = { nsfw: true, default_member_permissions: '0', options: [{ type: 3, name: 'x' }] };
    const had = inPlace().map((command) => (command.name === 'help' ? { ...command, ...set } : command));
    expect(compare(had).changed[0]?.body).toEqual({
      nsfw: false,
      default_member_permissions: null,
      options: [],
    });
  });

  it('removes what is no longer defined, but not what opens an activity', () => {
    const [first] = inPlace();
    if (first === undefined) throw new Error('no command');
    const had = [
      ...inPlace(),
      { ...first, id: '1', name: 'old' },
      { ...first, id: '2', type: 3, name: 'ask' },
      { ...first, id: '3', type: 4, name: 'launch' },
    ];
    const diff = compare(had);
    expect(diff.removed).toEqual([
      { id: '1', label: '/old' },
      { id: '2', label: 'ask' },
    ]);
    expect(diff.changed).toEqual([]);
  });

  it('leaves out of a server’s commands what only global ones have', () => {
    for (const { body } of compare([], false).created) {
      expect(body).not.toHaveProperty('contexts');
      expect(body).not.toHaveProperty('integration_types');
    }
    expect(isUpToDate(compare(withAsk({ contexts: null, integration_types: [0] }), false))).toBe(true);
  });
});

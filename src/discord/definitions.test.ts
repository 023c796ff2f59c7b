import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { COMMAND, commandDefinitions, OPTION } from './definitions.js';

const LOCALES = ['en-GB', 'en-US', 'fr'];

const Localisations = z.record(z.string(), z.string());
const Named = z.object({ name: z.string(), name_localizations: Localisations });
const Described = Named.extend({ description: z.string(), description_localizations: Localisations });
const Option = Described.extend({
  type: z.number(),
  required: z.boolean().optional(),
  autocomplete: z.boolean().optional(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  choices: z.array(Named.extend({ value: z.string() })).optional(),
});
const Slash = Described.extend({ type: z.literal(1), options: z.array(Option).default([]) });
const MessageMenu = Named.extend({ type: z.literal(3), description: z.never().optional() });
const Places = z.object({ contexts: z.array(z.number()), integration_types: z.array(z.number()) });

/** Commands of a server and its team. */
const TEAM: readonly string[] = ['team', 'settings', 'corpus', 'Keep as an answer'];

const all = commandDefinitions();
const slash = all.filter(({ type }) => type === 1).map((definition) => Slash.parse(definition));
const menu = all.filter(({ type }) => type === 3).map((definition) => MessageMenu.parse(definition));

const namesOf = ({ name, name_localizations }: z.infer<typeof Named>) => [
  name,
  ...Object.values(name_localizations),
];
const textsOf = (described: z.infer<typeof Described>) => [
  described.description,
  ...Object.values(described.description_localizations),
];
const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
const find = (name: string) => slash.find((command) => command.name === name);
const option = (command: string, name: string) =>
  find(command)?.options.find((candidate) => candidate.name === name);

describe('the commands', () => {
  it('are slash commands and one of the message menu, by the names that interactions carry', () => {
    expect(slash.map(({ name }) => name)).toEqual([
      'ask',
      'fact',
      'about',
      'start',
      'sources',
      'help',
      'quiz',
      'team',
      'settings',
      'privacy',
      'corpus',
    ]);
    expect(menu.map(({ name }) => name)).toEqual(['Answer with a quote', 'Keep as an answer']);
    expect(Object.values(COMMAND)).toEqual(all.map(({ name }) => name));
    expect(find('ask')?.options.map(({ name }) => name)).toEqual(['question', 'language', 'private']);
    expect(find('fact')?.options.map(({ name }) => name)).toEqual(['topic', 'private']);
    expect(new Set(Object.values(OPTION))).toEqual(
      new Set(['question', 'language', 'private', 'topic', 'subject', 'remind', 'document', 'folder']),
    );
  });

  it('are French where Discord is', () => {
    expect(slash.map((command) => command.name_localizations['fr'])).toEqual([
      'demander',
      'fait',
      'fiche',
      'visite',
      'sources',
      'aide',
      'quiz',
      'équipe',
      'réglages',
      'confidentialité',
      'corpus',
    ]);
    expect(menu.map(({ name_localizations }) => name_localizations['fr'])).toEqual([
      'Répondre par une citation',
      'Garder comme réponse',
    ]);
    const options = slash.map((command) => command.options.map((each) => each.name_localizations['fr']));
    expect(options).toEqual([
      ['question', 'langue', 'privé'],
      ['sujet', 'privé'],
      ['sujet', 'privé'],
      [],
      [],
      [],
      ['rappel'],
      [],
      ['dossier'],
      [],
      ['ajouter', 'lister', 'montrer', 'remplacer', 'retirer', 'annuler'],
    ]);
    expect(option('ask', 'language')?.choices?.map((choice) => choice.name_localizations['fr'])).toEqual([
      'Français',
      'Anglais',
    ]);
  });

  it('take a question or a topic of free length within bounds, suggested as it is typed', () => {
    expect(option('ask', 'question')).toMatchObject({
      type: 3,
      required: true,
      autocomplete: true,
      min_length: 1,
      max_length: 1000,
    });
    expect(option('fact', 'topic')).toMatchObject({ type: 3, required: true, autocomplete: true });
    const choices = option('ask', 'language')?.choices;
    expect(choices?.map(({ name, value }) => [name, value])).toEqual([
      ['French', 'fr'],
      ['English', 'en'],
    ]);
    expect(option('ask', 'private')?.type).toBe(5);
    expect(option('fact', 'private')?.type).toBe(5);
  });

  it('can be used in servers, direct messages and private conversations, however installed; those of a team in servers', () => {
    for (const definition of all) {
      if (TEAM.includes(definition.name)) {
        expect(Places.parse(definition), definition.name).toEqual({ contexts: [0], integration_types: [0] });
        continue;
      }
      const { contexts, integration_types } = Places.parse(definition);
      expect(contexts, definition.name).toEqual([0, 1, 2]);
      expect(integration_types, definition.name).toEqual([0, 1]);
    }
  });
});

describe('what Discord allows', () => {
  const options = slash.flatMap((command) => command.options);
  const choices = options.flatMap((each) => each.choices ?? []);

  it('every locale, the default’s own too, for every name and description', () => {
    for (const named of [...slash, ...menu, ...options, ...choices]) {
      expect(Object.keys(named.name_localizations).sort(), named.name).toEqual(LOCALES);
      expect(named.name_localizations['en-US']).toBe(named.name);
      expect(named.name_localizations['en-GB']).toBe(named.name);
    }
    for (const described of [...slash, ...options]) {
      expect(Object.keys(described.description_localizations).sort(), described.name).toEqual(LOCALES);
      expect(described.description_localizations['en-GB']).toBe(described.description);
      expect(described.description_localizations['fr']).not.toBe(described.description);
    }
  });

  it('lower-case names of 1 to 32 letters, digits, hyphens and the like', () => {
    for (const name of [...slash, ...options].flatMap(namesOf)) {
      expect(name).toMatch(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u);
      expect(name).toBe(name.toLowerCase());
    }
    for (const name of menu.flatMap(namesOf)) expect(name).toMatch(/^\S.{0,30}\S$/u);
  });

  it('names that differ within each language', () => {
    for (const locale of LOCALES) {
      const distinct = (list: readonly z.infer<typeof Named>[]) => {
        const names = list.map((named) => named.name_localizations[locale]);
        expect(new Set(names).size, `${locale}: ${names}`).toBe(names.length);
      };
      distinct(slash);
      for (const command of slash) distinct(command.options);
      distinct(choices);
    }
  });

  it('descriptions of 1 to 100 characters, choices too', () => {
    const texts = [...[...slash, ...options].flatMap(textsOf), ...choices.flatMap(namesOf)];
    for (const text of texts) expect(text).toMatch(/^\S.{0,98}\S$/su);
  });

  it('required options first, few options and choices, lengths that fit the type', () => {
    for (const command of slash) {
      const required = command.options.map((each) => each.required === true);
      expect(required, command.name).toEqual([...required].sort((a, b) => Number(b) - Number(a)));
      expect(command.options.length).toBeLessThanOrEqual(25);
    }
    for (const each of options) {
      expect(each.choices?.length ?? 0).toBeLessThanOrEqual(25);
      expect(each.autocomplete === true && each.choices !== undefined, each.name).toBe(false);
      expect(each.max_length ?? 1).toBeLessThanOrEqual(6000);
      if (each.type !== 3) expect(each).not.toHaveProperty('max_length');
    }
  });

  it('8000 characters a command, by the longest language of each text', () => {
    for (const command of slash) {
      const described = [command, ...command.options];
      const values = command.options.flatMap((each) => each.choices ?? []);
      const total =
        described.reduce((sum, each) => sum + longest(namesOf(each)) + longest(textsOf(each)), 0) +
        values.reduce((sum, each) => sum + longest(namesOf(each)) + each.value.length, 0);
      expect(total, command.name).toBeLessThanOrEqual(8000);
    }
  });
});

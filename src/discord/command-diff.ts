import { ApplicationCommandType } from 'discord.js';
import { z } from 'zod';
import type { CommandPhrases } from '../i18n/commands-en.js';
import type { CommandDefinition } from './definitions.js';

/** One difference within a command. */
export interface FieldChange {
  /** Where it is, names joined by dots: `options.question.description`. */
  readonly path: string;
  /** What Discord has, as JSON or a list of names; null for nothing. */
  readonly before: string | null;
  /** What the definition says, in the same way. */
  readonly after: string | null;
}

/** A command that Discord has, with what sets it apart from its definition. */
export interface CommandChange {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly FieldChange[];
  /** Those properties of the definition that Discord has to be told. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** How the commands that Discord has differ from their definitions. */
export interface CommandDiff {
  readonly created: readonly { readonly label: string; readonly body: CommandDefinition }[];
  readonly changed: readonly CommandChange[];
  readonly removed: readonly { readonly id: string; readonly label: string }[];
  /** How many are as defined. */
  readonly unchanged: number;
}

/** Where global commands can be used when nothing says otherwise: everywhere. */
const ALL_CONTEXTS = [0, 1, 2];
/** The old way to keep a command out of direct messages. */
const SERVERS_ONLY = [0];

const Places = z.array(z.number());
const Localisations = z.record(z.string(), z.string()).nullish();

/**
 * What is told of a command. What Discord adds by itself (id of the application, version, …) is left out;
 * options are taken whole, since anything set in them is somebody's doing.
 */
const Command = z.object({
  type: z.number().default(ApplicationCommandType.ChatInput),
  name: z.string(),
  name_localizations: Localisations,
  description: z.string().nullish(),
  description_localizations: Localisations,
  options: z.array(z.record(z.string(), z.unknown())).nullish(),
  default_member_permissions: z.string().nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: Places.nullish(),
  integration_types: Places.nullish(),
});

/** A command that Discord has. */
export const StoredCommand = Command.extend({ id: z.string() });
export type StoredCommand = z.infer<typeof StoredCommand>;

/** What takes a property back to what Discord gives a command that does not set it. */
const UNSET: Readonly<Record<string, unknown>> = {
  name_localizations: null,
  description_localizations: null,
  options: [],
  default_member_permissions: null,
  nsfw: false,
};

type Tree = Readonly<Record<string, unknown>>;

/**
 * Compares what Discord has with the definitions. A command is the same one when its type and its name
 * are. A command that opens an activity is none of ours, and is left alone.
 *
 * @param isGlobal Whether they are for everyone, rather than for one server.
 */
export function compareCommands(
  stored: readonly StoredCommand[],
  definitions: readonly CommandDefinition[],
  isGlobal: boolean,
): CommandDiff {
  const ours = stored.filter(({ type }) => type !== ApplicationCommandType.PrimaryEntryPoint);
  const byKey = new Map(ours.map((command) => [keyOf(command), command]));
  const defined = new Set(definitions.map(keyOf));
  const created: CommandDefinition[] = [];
  const changed: CommandChange[] = [];
  for (const definition of definitions) {
    const before = byKey.get(keyOf(definition));
    if (before === undefined) created.push(definition);
    else changed.push(changeOf(before, definition, isGlobal));
  }
  return {
    created: created.map((body) => ({ label: labelOf(body), body: fitting(body, isGlobal) })),
    changed: changed.filter(({ fields }) => fields.length > 0),
    removed: ours
      .filter((command) => !defined.has(keyOf(command)))
      .map((command) => ({ id: command.id, label: labelOf(command) })),
    unchanged: changed.filter(({ fields }) => fields.length === 0).length,
  };
}

/** Whether there is nothing to write. */
export function isUpToDate({ created, changed, removed }: CommandDiff): boolean {
  return created.length + changed.length + removed.length === 0;
}

/** The differences, one a line, as a person reads them. */
export function describeDiff(diff: CommandDiff, phrases: CommandPhrases): string[] {
  const { unchanged, nothing } = phrases.deploy;
  const shown = (value: string | null): string => value ?? nothing;
  return [
    ...diff.created.map(({ label }) => `+ ${label}`),
    ...diff.changed.flatMap(({ label, fields }) => [
      `~ ${label}`,
      ...fields.map(({ path, before, after }) => `    ${path}: ${shown(before)} → ${shown(after)}`),
    ]),
    ...diff.removed.map(({ label }) => `- ${label}`),
    ...(diff.unchanged > 0 ? [`= ${unchanged(diff.unchanged)}`] : []),
  ];
}

type Named = Pick<StoredCommand, 'name'> & { readonly type?: number | undefined };

function keyOf({ type = ApplicationCommandType.ChatInput, name }: Named): string {
  return `${type} ${name}`;
}

function labelOf({ type = ApplicationCommandType.ChatInput, name }: Named): string {
  return type === ApplicationCommandType.ChatInput ? `/${name}` : name;
}

/** The definition without what only global commands have, when it is for one server. */
function fitting(definition: CommandDefinition, isGlobal: boolean): CommandDefinition {
  if (isGlobal) return definition;
  const { contexts: _contexts, integration_types: _types, ...rest } = definition;
  return rest;
}

function changeOf(before: StoredCommand, definition: CommandDefinition, isGlobal: boolean): CommandChange {
  const wanted = comparable(Command.parse(definition), isGlobal);
  const fields = differences('', comparable(Command.parse(before), isGlobal), wanted);
  const properties = new Set(fields.map(({ path }) => path.split('.', 1).join()));
  const body = Object.fromEntries(
    [...properties].map((property) => [property, valueToSet(definition, property)]),
  );
  return { id: before.id, label: labelOf(before), fields, body };
}

function valueToSet(definition: CommandDefinition, property: string): unknown {
  return new Map<string, unknown>(Object.entries(definition)).get(property) ?? UNSET[property];
}

/** What is compared of a command, with defaults and order made alike. */
function comparable(command: z.infer<typeof Command>, isGlobal: boolean): Tree {
  const { type: _type, name: _name, dm_permission, contexts, integration_types, ...same } = command;
  const sorted = (places: readonly number[]): number[] => [...places].sort((a, b) => a - b);
  const everywhere = dm_permission === false ? SERVERS_ONLY : ALL_CONTEXTS;
  const places = {
    contexts: sorted(contexts ?? everywhere),
    integration_types: sorted(integration_types ?? []),
  };
  return withoutDefaults({ ...same, ...(isGlobal ? places : {}) });
}

/** Left out: what is null, false, or empty, which is as good as not set, and what Discord says for one locale. */
function withoutDefaults(tree: Tree): Tree {
  const kept = Object.entries(tree)
    .filter(([name]) => !name.endsWith('_localized'))
    .map(([name, value]) => [name, plain(value)] as const)
    .filter(([, value]) => !isDefault(value));
  return Object.fromEntries(kept);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return isTree(value) ? withoutDefaults(value) : value;
}

function isDefault(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Options and choices are told apart by their names. */
type NamedTree = Tree & { readonly name: string };

function isNamedTree(value: unknown): value is NamedTree {
  return isTree(value) && typeof value['name'] === 'string';
}

/** A list of options or of choices; null for anything else. */
function namedList(value: unknown): readonly NamedTree[] | null {
  return Array.isArray(value) && value.length > 0 && value.every(isNamedTree) ? value : null;
}

function differences(path: string, before: unknown, after: unknown): FieldChange[] {
  const [listBefore, listAfter] = [namedList(before), namedList(after)];
  if (listBefore !== null || listAfter !== null) {
    return listDifferences(path, listBefore ?? [], listAfter ?? []);
  }
  if (!isTree(before) || !isTree(after)) {
    const [was, is] = [json(before), json(after)];
    return was === is ? [] : [{ path, before: was, after: is }];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => differences(join(path, name), before[name], after[name]));
}

/** What is new or gone is told by the names alone; what both have is compared. */
function listDifferences(
  path: string,
  before: readonly NamedTree[],
  after: readonly NamedTree[],
): FieldChange[] {
  const namesOf = (list: readonly NamedTree[]): string | null =>
    list.length === 0 ? null : list.map(({ name }) => name).join(', ');
  const [was, is] = [namesOf(before), namesOf(after)];
  const earlier = new Map(before.map((entry) => [entry.name, entry]));
  return [
    ...(was === is ? [] : [{ path, before: was, after: is }]),
    ...after.flatMap((entry) => {
      const same = earlier.get(entry.name);
      return same === undefined ? [] : differences(join(path, entry.name), same, entry);
    }),
  ];
}

function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

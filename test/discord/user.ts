import { INTERACTION, type Interaction, type Interactions } from './interactions.js';
import {
  CHAT_INPUT,
  type CommandOption,
  isSubcommand,
  MESSAGE,
  optionsOf,
  type Subcommand,
} from './validate-command.js';
import {
  type ButtonComponent,
  type FormField,
  type ModalForm,
  type SelectComponent,
  walk,
} from './validate-components.js';
import type { Choice } from './validate-message.js';
import { FLAGS } from './validate-message.js';
import {
  BOT_PERMISSIONS,
  CHANNEL,
  type Channel,
  type Command,
  channelJson,
  type Guild,
  type Json,
  type Message,
  memberJson,
  type Owners,
  pingsOf,
  snowflake,
  type User,
  type World,
} from './world.js';

/** A message as a person sees it at a moment: later edits do not change it. */
export interface Shown extends Message {
  /** Whether the person who asked is the only one who sees it. */
  readonly ephemeral: boolean;
}

/** Where and how a person does something. */
export interface Where {
  /** The person's direct messages with the bot, unless told. */
  readonly channel?: Channel;
  /** Of the person's Discord; `en-GB` unless told. */
  readonly locale?: string;
  /** Whether the person installed the application for themselves. */
  readonly userInstalled?: boolean;
  /** What the person may do in the channel, as bits; in a server, what is usual unless told. */
  readonly permissions?: bigint;
  /** Tells the bot of a command that is not registered, as Discord does while it catches up. */
  readonly unregistered?: boolean;
}

/** How a person writes a message. */
export interface Writing {
  readonly replyTo?: Pick<Message, 'id'>;
  /** Whether replying pings who is replied to; it does unless told. */
  readonly ping?: boolean;
  /** Whether a webhook writes it. */
  readonly webhook?: boolean;
  /** Of a system message: 7 is somebody joining. */
  readonly type?: number;
  /** A message that is forwarded; nothing can be written beside it. */
  readonly forwards?: Message;
  /** Names of files that come with it. */
  readonly files?: readonly string[];
}

export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** A file that a person sends with a form, where Discord gives it. */
export interface Upload {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  /** Whether it is sent though the field does not offer its type, as a client of one's own can. */
  readonly isForced?: boolean;
}

/** How long is waited for something that should happen at once, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Resolves with what is read as soon as it is there; rejects after some milliseconds, naming it. */
export function until<T>(
  { watchers }: Pick<World, 'watchers'>,
  what: string,
  read: () => T | undefined,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      watchers.delete(look);
      clearTimeout(timer);
    };
    const look = () => {
      try {
        const found = read();
        if (found === undefined) return;
        end();
        resolve(found);
      } catch (error) {
        end();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`Waited ${timeoutMs} ms for ${what}`));
    }, timeoutMs);
    timer.unref();
    watchers.add(look);
    look();
  });
}

export function shown(message: Message): Shown {
  return { ...structuredClone(message), ephemeral: (message.flags & FLAGS.ephemeral) !== 0 };
}

function rolesOf({ roles }: Guild, user: User): string[] {
  return roles.filter(({ members }) => members.has(user)).map(({ id }) => id);
}

/** The buttons of a message, in order. */
export function buttonsOf({ components }: Pick<Message, 'components'>): ButtonComponent[] {
  return [...walk(components)].flatMap(([component]) => (component.type === 2 ? [component] : []));
}

/** What a person did, and what they see come of it. */
export type Handle = ReturnType<typeof handleOf>;

function handleOf(world: World, interactions: Interactions, interaction: Interaction) {
  const lives = ({ id }: Message) => world.messageOf(id) !== undefined;
  const acknowledged = until(
    world,
    'an acknowledgement',
    () => {
      if (interactions.hasExpired(interaction)) throw new Error('The application did not respond');
      return interaction.acknowledgement?.type;
    },
    // The expiry above speaks first.
    2 ** 31 - 1,
  );
  acknowledged.catch(() => {}); // whoever waits for it is told

  async function response(timeoutMs = PATIENCE_MS): Promise<Shown> {
    await acknowledged;
    return until(
      world,
      'a response',
      () => {
        const { original, answeredAt } = interaction;
        if (original && !lives(original)) throw new Error('The response was deleted');
        return original && answeredAt !== null ? shown(original) : undefined;
      },
      timeoutMs,
    );
  }

  return {
    interaction,
    /** The callback's type, one of CALLBACK; rejects when none came in time. */
    acknowledged,
    /** The form that was shown in answer. */
    async form(): Promise<ModalForm> {
      await acknowledged;
      if (interaction.form === null) throw new Error('No form was shown');
      return interaction.form;
    },
    /** The response: not a deferral, but what takes its place; of a button that updates, its message. */
    response,
    /** The response once it is no longer as it was seen. */
    edited: (before: Message, timeoutMs = PATIENCE_MS) =>
      until(
        world,
        'an edit of the response',
        () => {
          const { original } = interaction;
          return original && original.edited_timestamp !== before.edited_timestamp
            ? shown(original)
            : undefined;
        },
        timeoutMs,
      ),
    /** The first follow-ups. */
    followUps: (count: number, timeoutMs = PATIENCE_MS) =>
      until(
        world,
        `${count} follow-ups`,
        () => (interaction.followUps.length < count ? undefined : interaction.followUps.map(shown)),
        timeoutMs,
      ),
    /** From the bot's being told to its acknowledgement and to something to read, in milliseconds. */
    timings: () => ({
      acknowledgedMs: (interaction.acknowledgement?.at ?? Number.NaN) - interaction.toldAt,
      answeredMs: (interaction.answeredAt ?? Number.NaN) - interaction.toldAt,
    }),
  };
}

/** Someone who uses Discord. */
export type Person = ReturnType<typeof createPerson>;

export function createPerson(world: World, interactions: Interactions, user: User) {
  const placeOf = ({ channel = world.dmWith(user) }: Where): Channel => channel;

  /** By whom the application is there for this person in this place. */
  function ownersIn(
    { guild, type, recipients }: Channel,
    types: readonly number[],
    userInstalled: boolean,
  ): Owners {
    const inBotDm = type === CHANNEL.dm && recipients.includes(world.bot);
    const byServer = types.includes(0) && (guild ? guild.installed : inBotDm);
    return {
      ...(byServer ? { 0: guild?.id ?? '0' } : {}),
      ...(types.includes(1) && userInstalled ? { 1: user.id } : {}),
    };
  }

  function contextOf({ guild, type, recipients }: Channel): number {
    if (guild) return 0;
    return type === CHANNEL.dm && recipients.includes(world.bot) ? 1 : 2;
  }

  function payloadOf(
    channel: Channel,
    owners: Owners,
    { locale = 'en-GB', permissions = BOT_PERMISSIONS }: Where,
  ): Json {
    const { guild } = channel;
    const person = guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.preferred_locale, features: [] },
          guild_locale: guild.preferred_locale,
          member: { ...memberJson(permissions, rolesOf(guild, user)), user },
        }
      : { user };
    return {
      ...person,
      channel_id: channel.id,
      channel: { ...channelJson(channel, world.bot), permissions: String(permissions) },
      locale,
      app_permissions: String(guild ? channel.botPermissions : BOT_PERMISSIONS),
      authorizing_integration_owners: owners,
      context: contextOf(channel),
      entitlements: [],
      attachment_size_limit: 10_485_760,
    };
  }

  function commandFor(name: string, type: number, where: Where): Command {
    const { locale = 'en-GB', unregistered = false } = where;
    const channel = placeOf(where);
    const found = world.commands.find(
      (command) =>
        command.type === type &&
        (command.guild_id === undefined || command.guild_id === channel.guild?.id) &&
        (command.name === name || command.name_localizations?.[locale] === name),
    );
    if (found) {
      const contexts: readonly number[] = found.contexts ?? [0, 1];
      if (found.guild_id === undefined && !contexts.includes(contextOf(channel))) {
        throw new Error(`${found.name} cannot be used here: its contexts are ${contexts}`);
      }
      return found;
    }
    if (!unregistered) throw new Error(`No command named ${name}: register it first`);
    return {
      id: '100000000000000000',
      application_id: world.applicationId,
      version: '1',
      name,
      type: type === MESSAGE ? MESSAGE : CHAT_INPUT,
    };
  }

  function useCommand(
    type: number,
    command: Command,
    data: Json,
    where: Where,
    target: Message | null = null,
  ): Handle {
    const channel = placeOf(where);
    const types = command.guild_id === undefined ? (command.integration_types ?? [0, 1]) : [0];
    const owners = ownersIn(channel, types, where.userInstalled === true);
    if (Object.keys(owners).length === 0) throw new Error('The application is not installed here');
    const shared = { id: command.id, name: command.name, type: command.type };
    const place = command.guild_id === undefined ? {} : { guild_id: command.guild_id };
    const payload = { ...payloadOf(channel, owners, where), data: { ...shared, ...place, ...data } };
    return handleOf(world, interactions, interactions.open({ type, user, channel, owners, target }, payload));
  }

  function optionOf(command: Pick<Command, 'options' | 'name'>, name: string, locale: string): CommandOption {
    const found = optionsOf(command).find(
      (option) => option.name === name || option.name_localizations?.[locale] === name,
    );
    if (found) return found;
    throw new Error(`/${command.name} has no option ${name}`);
  }

  /** What a person types after the slash: a command, or one and a subcommand of it. */
  function typed(name: string, where: Where): { command: Command; within: Command | Subcommand } {
    const [first = '', second] = name.split(' ');
    const command = commandFor(first, CHAT_INPUT, where);
    const { locale = 'en-GB' } = where;
    const under = (command.options ?? []).filter(isSubcommand);
    if (second === undefined && under.length === 0) return { command, within: command };
    const within = under.find((each) => each.name === second || each.name_localizations?.[locale] === second);
    if (!within) throw new Error(`/${first} has no subcommand ${second ?? ''}`);
    return { command, within };
  }

  /** Options as they are sent: those of a subcommand stand in it. */
  function sent(within: Command | Subcommand, options: readonly Json[]): readonly Json[] {
    return 'id' in within ? options : [{ type: 1, name: within.name, options }];
  }

  function optionsFor(
    command: Pick<Command, 'options' | 'name'>,
    values: OptionValues,
    { locale = 'en-GB', unregistered = false }: Where,
  ): Json[] {
    if (unregistered) return Object.entries(values).map(([name, value]) => ({ name, type: 3, value }));
    const given = Object.entries(values).map(([name, value]) => {
      const option = optionOf(command, name, locale);
      checkValue(option, value);
      return { name: option.name, type: option.type, value };
    });
    const missing = optionsOf(command).find(
      (option) => option.required && !given.some(({ name }) => name === option.name),
    );
    if (missing) throw new Error(`/${command.name} needs ${missing.name}`);
    return given;
  }

  function visible(message: Pick<Message, 'id'>): Message {
    const found = world.messageOf(message.id);
    const reader = interactions.readerOf(message);
    if (!found || (reader && reader !== user)) throw new Error('There is no such message to see');
    return found;
  }

  function say(
    channel: Channel,
    content: string,
    { replyTo, ping = true, webhook = false, type, forwards, files = [] }: Writing = {},
  ): Shown {
    const replied = replyTo ? world.messageOf(replyTo.id) : undefined;
    if (replyTo && !replied) throw new Error('There is no such message to reply to');
    const everyone = { parse: ['users' as const, 'roles' as const, 'everyone' as const] };
    const pings = pingsOf({ content, components: [] }, everyone, world.users);
    // A response to an interaction comes from a webhook, and replying to it pings nobody.
    const pinged = replied && ping && !replied.webhook_id ? [replied.author] : [];
    const message = world.post(channel, {
      type: type ?? (replied ? 19 : 0),
      author: user,
      content,
      embeds: [],
      components: [],
      flags: 0,
      ...pings,
      mentions: [...new Set([...pings.mentions, ...pinged])],
      ...(webhook ? { webhook_id: user.id } : {}),
      ...(replied
        ? { message_reference: { type: 0, message_id: replied.id, channel_id: replied.channel_id } }
        : {}),
      ...(forwards ? forwarding(forwards) : {}),
      ...(files.length > 0 ? { attachments: files.map(attachment) } : {}),
    });
    return shown(message);
  }

  return {
    user,
    /** The person's direct messages with the bot. */
    dmChannel: () => world.dmWith(user),
    closeDms: () => world.closedDms.add(user.id),
    /**
     * Uses a slash command, by its name or its name in the person's locale; a subcommand after it.
     *
     * @throws Error when a person could not do it: no such command here, an option it lacks or does not take.
     */
    slash(name: string, values: OptionValues = {}, where: Where = {}): Handle {
      const { command, within } = typed(name, where);
      const options = sent(within, optionsFor(within, values, where));
      return useCommand(INTERACTION.command, command, options.length > 0 ? { options } : {}, where);
    },
    /** Types in an option, and sees what is offered, in the person's locale. */
    async autocomplete(
      name: string,
      option: string,
      text: string,
      { others = {}, ...where }: Where & { readonly others?: OptionValues } = {},
    ): Promise<{ name: string; value: string | number }[]> {
      const { command, within } = typed(name, where);
      const locale = where.locale ?? 'en-GB';
      const focused = optionOf(within, option, locale);
      if (!focused.autocomplete) throw new Error(`${option} offers nothing while one types`);
      const rest = Object.entries(others).map(([other, value]) => {
        const { name: full, type } = optionOf(within, other, locale);
        return { name: full, type, value };
      });
      const options = sent(within, [
        { name: focused.name, type: focused.type, value: text, focused: true },
        ...rest,
      ]);
      const { acknowledged, interaction } = useCommand(INTERACTION.autocomplete, command, { options }, where);
      await acknowledged;
      return (interaction.choices ?? []).map((choice) => ({
        name: nameIn(choice, locale),
        value: choice.value,
      }));
    },
    /** Uses a command of a message's menu. */
    contextMenu(name: string, message: Pick<Message, 'id'>, where: Where = {}): Handle {
      const target = visible(message);
      const channel = world.channels.get(target.channel_id);
      const there = { ...where, ...(channel ? { channel } : {}) };
      const command = commandFor(name, MESSAGE, there);
      const resolved = { messages: { [target.id]: world.asBotSees(target, true) } };
      return useCommand(INTERACTION.command, command, { target_id: target.id, resolved }, there, target);
    },
    /**
     * Presses a button, by its label, its emoji or its custom id.
     *
     * @throws Error when there is no such button to press.
     */
    click(message: Pick<Message, 'id'>, button: string, where: Omit<Where, 'channel'> = {}): Handle {
      const source = visible(message);
      const channel = world.channels.get(source.channel_id);
      if (!channel) throw new Error('The channel is gone');
      const all = buttonsOf(source);
      const found = all.find(({ label, custom_id, emoji }) =>
        [label, custom_id, emoji?.name].includes(button),
      );
      if (!found?.custom_id || found.disabled) {
        throw new Error(
          `No button ${button} to press among ${all.map(({ label, emoji }) => label ?? emoji?.name).join(', ')}`,
        );
      }
      const before = source.interaction_metadata?.authorizing_integration_owners;
      const owners = before ?? ownersIn(channel, [0, 1], where.userInstalled === true);
      const payload = {
        ...payloadOf(channel, owners, where),
        message: world.asBotSees(source, true),
        data: { id: found.id, custom_id: found.custom_id, component_type: 2 },
      };
      const seed = { type: INTERACTION.component, user, channel, owners, source };
      return handleOf(world, interactions, interactions.open(seed, payload));
    },
    /**
     * Chooses in a menu, by its placeholder or its custom id.
     *
     * @throws Error when there is no such menu, or not that to choose.
     */
    choose(
      message: Pick<Message, 'id'>,
      menu: string,
      values: readonly string[],
      where: Omit<Where, 'channel'> = {},
    ): Handle {
      const source = visible(message);
      const channel = world.channels.get(source.channel_id);
      if (!channel) throw new Error('The channel is gone');
      const found = menusOf(source).find(({ placeholder, custom_id }) =>
        [placeholder, custom_id].includes(menu),
      );
      if (!found || found.disabled) throw new Error(`No menu ${menu}`);
      checkChosen(found, values);
      const owners =
        source.interaction_metadata?.authorizing_integration_owners ??
        ownersIn(channel, [0, 1], where.userInstalled === true);
      const payload = {
        ...payloadOf(channel, owners, where),
        message: world.asBotSees(source, true),
        data: {
          id: found.id,
          custom_id: found.custom_id,
          component_type: found.type,
          values,
          ...(found.type === 3 ? {} : { resolved: {} }),
        },
      };
      const seed = { type: INTERACTION.component, user, channel, owners, source };
      return handleOf(world, interactions, interactions.open(seed, payload));
    },
    /**
     * Fills in the form that answered what was done before, and sends it; fields that are not named stay as the form
     * has them; of a field for files, the files. A form may be sent again, as an impatient person does.
     *
     * @throws Error when the form has no such field, or does not take that.
     */
    submit(
      before: Handle,
      values: Readonly<Record<string, string | readonly Upload[]>>,
      where: Omit<Where, 'channel'> = {},
    ): Handle {
      const { form, channel, owners, source } = before.interaction;
      if (form === null) throw new Error('No form was shown');
      const fields = form.components.flatMap((each) => (each.type === 18 ? [each.component] : []));
      const unknown = Object.keys(values).find((name) => !fields.some(({ custom_id }) => custom_id === name));
      if (unknown !== undefined) throw new Error(`The form has no field ${unknown}`);
      const uploads = Object.values(values).flatMap((value) => (typeof value === 'string' ? [] : value));
      const components = form.components.map((each) =>
        each.type === 18
          ? { type: 18, id: 1, component: filled(each.component, values[each.component.custom_id]) }
          : { type: each.type, id: 1 },
      );
      const payload = {
        ...payloadOf(channel, owners, where),
        ...(source ? { message: world.asBotSees(source, true) } : {}),
        data: {
          custom_id: form.custom_id,
          components,
          ...(uploads.length === 0
            ? {}
            : { resolved: { attachments: Object.fromEntries(uploads.map((each) => [each.id, each])) } }),
        },
      };
      const seed = { type: INTERACTION.form, user, channel, owners, source };
      return handleOf(world, interactions, interactions.open(seed, payload));
    },
    /** Writes a message; who is in it as `<@id>` is mentioned by it. */
    say,
    /** Writes to the bot in private. */
    dm: (content: string, writing: Writing = {}): Shown => say(world.dmWith(user), content, writing),
    /** Changes an own message. */
    edit(message: Pick<Message, 'id'>, content: string): Shown {
      const own = visible(message);
      if (own.author !== user) throw new Error('One edits one’s own messages only');
      const everyone = { parse: ['users' as const, 'roles' as const, 'everyone' as const] };
      const pings = pingsOf({ content, components: [] }, everyone, world.users);
      world.edit(own, { content, ...pings, edited_timestamp: new Date().toISOString() });
      return shown(own);
    },
    delete: (message: Pick<Message, 'id'>) => world.remove(visible(message)),
  };
}

/** The menus of a message, in order. */
function menusOf({ components }: Pick<Message, 'components'>): SelectComponent[] {
  const isMenu = (type: number) => type === 3 || (type >= 5 && type <= 8);
  return [...walk(components)].flatMap(([component]) =>
    isMenu(component.type) && 'custom_id' in component ? [component as SelectComponent] : [],
  );
}

/** Refuses what a person could not choose. */
function checkChosen(menu: SelectComponent, values: readonly string[]): void {
  const { min_values = 1, max_values = 1, custom_id } = menu;
  if (values.length < min_values || values.length > max_values)
    throw new Error(`${custom_id} takes ${min_values} to ${max_values}`);
  if (menu.type === 3 && values.some((value) => !menu.options.some((option) => option.value === value)))
    throw new Error(`${custom_id} has no such choice`);
}

/** A field as it is sent: what a person put in, or what it held. */
function filled(field: FormField, given: string | readonly Upload[] | undefined): Json {
  const { type, id, custom_id, required = true } = field;
  const sent = { type, id: id ?? 1, custom_id };
  if (field.type === 19) {
    const uploads = typeof given === 'string' ? [] : (given ?? []);
    const { min_values = 1, max_values = 1, file_types } = field;
    if (uploads.length > max_values || (required && uploads.length < min_values))
      throw new Error(`${custom_id} takes ${min_values} to ${max_values} files`);
    // What is filtered is only what is offered: a file can be named as one likes.
    const strange = uploads.find(
      ({ filename, isForced = false }) =>
        !isForced && file_types?.every((ending) => !filename.toLowerCase().endsWith(ending)),
    );
    if (strange) throw new Error(`${custom_id} does not offer ${strange.filename}`);
    return { ...sent, values: uploads.map((each) => each.id) };
  }
  if (given !== undefined && typeof given !== 'string') throw new Error(`${custom_id} takes no files`);
  if (field.type === 4) {
    const value = given ?? field.value ?? '';
    if (value.length > (field.max_length ?? 4000) || (required && value === ''))
      throw new Error(`${custom_id} does not take that`);
    return { ...sent, value };
  }
  const value = given ?? field.options.find((option) => option.default)?.value;
  if (value !== undefined && !field.options.some((option) => option.value === value))
    throw new Error(`${custom_id} has no such choice`);
  if (required && value === undefined) throw new Error(`${custom_id} must be chosen`);
  return field.type === 21
    ? { ...sent, value: value ?? null }
    : { ...sent, values: value === undefined ? [] : [value] };
}

function forwarding(message: Message): Pick<Message, 'message_reference' | 'message_snapshots'> {
  const { id, channel_id, content, embeds, components, flags, timestamp, edited_timestamp, type } = message;
  return {
    message_reference: { type: 1, message_id: id, channel_id },
    message_snapshots: [
      {
        message: { type, content, embeds, components, flags, timestamp, edited_timestamp, attachments: [] },
      },
    ],
  };
}

function attachment(filename: string): Json {
  const url = `https://cdn.example/${filename}`;
  return { id: snowflake(), filename, size: 1, url, proxy_url: url };
}

function nameIn({ name, name_localizations }: Choice, locale: string): string {
  return name_localizations?.[locale] ?? name;
}

/** Refuses what Discord would not let a person give. */
function checkValue(option: CommandOption, value: string | number | boolean): void {
  const { type, name, choices, min_length = 0, max_length = 6000, min_value, max_value } = option;
  const expected = type === 5 ? 'boolean' : type === 4 || type === 10 ? 'number' : 'string';
  const problem = (what: string) => new Error(`${name} ${what}`);
  if (typeof value !== expected) throw problem(`is a ${expected}`);
  if (choices?.length && !choices.some((choice) => choice.value === value))
    throw problem('is none of its choices');
  if (typeof value === 'string' && (value.length < min_length || value.length > max_length)) {
    throw problem(`has ${min_length} to ${max_length} characters`);
  }
  if (typeof value === 'number' && (value < (min_value ?? value) || value > (max_value ?? value))) {
    throw problem('is out of its range');
  }
}

import { z } from 'zod';
import { ApiError, missingAccess, unknownCommand } from './api-error.js';
import type { Answered, Asked, Route } from './http.js';
import { checked, invalidForm, type Problem } from './validate.js';
import { type CommandBody, type CommandOption, checkedCommand, isSubcommand } from './validate-command.js';
import { repeated } from './validate-components.js';
import { type Command, type Json, snowflake, type World } from './world.js';

/** Commands of each type, for each server and for all. */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
/** Commands made in a day, for each server and for all. */
const MOST_MADE_A_DAY = 200;

/** The application, and the commands that it declares. */
export function commandRoutes(world: World): Route[] {
  const { commands, applicationId } = world;
  const made = new Map<string, number>();

  function placeOf({ params: [application, guildId] }: Asked, ofGuild: boolean): string | undefined {
    if (application !== applicationId) {
      throw new ApiError(403, 20012, 'You are not authorized to perform this action on this application');
    }
    if (!ofGuild) return undefined;
    if (world.guilds.get(guildId ?? '')?.installed !== true) throw missingAccess();
    return guildId;
  }

  const within = (guildId: string | undefined) => commands.filter(({ guild_id }) => guild_id === guildId);

  function mustFit(kept: readonly Pick<Command, 'type'>[], type: number): void {
    const most = MOST[type] ?? 0;
    if (kept.filter((command) => command.type === type).length < most) return;
    throw new ApiError(400, 30032, `Maximum number of application commands reached (${most}).`);
  }

  function make(body: CommandBody, guildId: string | undefined): Command {
    const place = guildId ?? '';
    const count = (made.get(place) ?? 0) + 1;
    if (count > MOST_MADE_A_DAY) {
      throw new ApiError(
        400,
        30034,
        `Max number of daily application command creates has been reached (${MOST_MADE_A_DAY})`,
      );
    }
    made.set(place, count);
    return kept(body, snowflake(), guildId);
  }

  function kept(body: CommandBody, id: string, guildId: string | undefined): Command {
    const { application_id: _application, version: _version, ...declared } = body;
    const place = guildId === undefined ? {} : { guild_id: guildId };
    return { ...declared, id, application_id: applicationId, version: snowflake(), ...place };
  }

  function put(command: Command): void {
    const at = commands.findIndex(({ id }) => id === command.id);
    commands.splice(at < 0 ? commands.length : at, at < 0 ? 0 : 1, command);
  }

  function routesOf(ofGuild: boolean): Route[] {
    const base = ofGuild ? '/applications/:id/guilds/:id/commands' : '/applications/:id/commands';

    const existing = (asked: Asked): Command => {
      const guildId = placeOf(asked, ofGuild);
      const found = within(guildId).find(({ id }) => id === asked.params.at(-1));
      if (!found) throw unknownCommand();
      return found;
    };

    function list(asked: Asked): Answered {
      const localised = asked.query.get('with_localizations') === 'true';
      return { body: within(placeOf(asked, ofGuild)).map((command) => commandJson(command, localised)) };
    }

    function create(asked: Asked): Answered {
      const guildId = placeOf(asked, ofGuild);
      const body = checkedCommand(asked.body);
      const same = within(guildId).find(({ name, type }) => name === body.name && type === body.type);
      if (!same) mustFit(within(guildId), body.type);
      const command = same ? kept(body, same.id, guildId) : make(body, guildId);
      put(command);
      return { status: same ? 200 : 201, body: commandJson(command, true) };
    }

    function change(asked: Asked): Answered {
      const before = existing(asked);
      const patch = checked(z.record(z.string(), z.unknown()), asked.body);
      const { id, application_id: _application, version: _version, guild_id, ...declared } = before;
      const body = checkedCommand({ ...declared, ...patch, type: before.type });
      const clash = within(guild_id).some(
        (other) => other.id !== id && other.name === body.name && other.type === body.type,
      );
      if (clash) throw new ApiError(400, 40041, 'An application command with that name already exists');
      const command = kept(body, id, guild_id);
      put(command);
      return { body: commandJson(command, true) };
    }

    function remove(asked: Asked): Answered {
      commands.splice(commands.indexOf(existing(asked)), 1);
      return {};
    }

    function replace(asked: Asked): Answered {
      const guildId = placeOf(asked, ofGuild);
      const bodies = checked(z.array(z.unknown()), asked.body).map((body, index) =>
        checkedCommand(body, [String(index)]),
      );
      const problems: Problem[] = repeated(bodies.map(({ name, type }) => `${type} ${name}`)).map(
        (place) => ({
          path: [place, 'name'],
          code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
          message: 'Application command names must be unique',
        }),
      );
      if (problems.length > 0) throw invalidForm(problems);
      for (const [index, { type }] of bodies.entries()) mustFit(bodies.slice(0, index), type);
      const before = within(guildId);
      const replaced = bodies.map((body) => {
        const same = before.find(({ name, type }) => name === body.name && type === body.type);
        return same ? kept(body, same.id, guildId) : make(body, guildId);
      });
      for (const command of before) commands.splice(commands.indexOf(command), 1);
      commands.push(...replaced);
      return { body: replaced.map((command) => commandJson(command, true)) };
    }

    return [
      { method: 'GET', path: base, answer: list },
      { method: 'POST', path: base, answer: create },
      { method: 'PUT', path: base, answer: replace },
      {
        method: 'GET',
        path: `${base}/:id`,
        answer: (asked) => ({ body: commandJson(existing(asked), true) }),
      },
      { method: 'PATCH', path: `${base}/:id`, answer: change },
      { method: 'DELETE', path: `${base}/:id`, answer: remove },
    ];
  }

  /** Most servers told at once. */
  const MOST_TOLD = 200;
  const servers = ({ query }: Asked): Answered => ({
    body: [...world.guilds.values()]
      .filter(({ installed }) => installed)
      .slice(0, Number(query.get('limit') ?? MOST_TOLD))
      .map(({ id, name, botPermissions }) => ({ id, name, permissions: String(botPermissions) })),
  });
  const application = () => ({
    body: {
      id: applicationId,
      name: world.bot.username,
      description: '',
      icon: null,
      bot_public: true,
      bot_require_code_grant: false,
      verify_key: '0'.repeat(64),
      flags: world.applicationFlags,
      bot: world.bot,
      integration_types_config: { 0: {}, 1: {} },
    },
  });
  return [
    { method: 'GET', path: '/users/@me', answer: () => ({ body: world.bot }) },
    { method: 'GET', path: '/users/@me/guilds', answer: servers },
    { method: 'GET', path: '/applications/@me', answer: application },
    { method: 'GET', path: '/oauth2/applications/@me', answer: application },
    ...routesOf(false),
    ...routesOf(true),
  ];
}

/** A command as Discord gives it back: with what it adds, and without what says nothing. */
function commandJson(command: Command, localised: boolean): Json {
  const isGlobal = command.guild_id === undefined;
  const texts = (
    of: { name_localizations?: unknown; description_localizations?: unknown },
    described: boolean,
  ) =>
    localised
      ? {
          name_localizations: of.name_localizations ?? null,
          ...(described ? { description_localizations: of.description_localizations ?? null } : {}),
        }
      : {};
  const { name_localizations: _names, description_localizations: _descriptions, options, ...rest } = command;
  const optionJson = ({
    name_localizations,
    description_localizations,
    choices,
    required,
    autocomplete,
    ...option
  }: CommandOption): Json => ({
    ...option,
    ...texts({ name_localizations, description_localizations }, true),
    ...(required ? { required } : {}),
    ...(autocomplete ? { autocomplete } : {}),
    ...(choices?.length
      ? {
          choices: choices.map(({ name, name_localizations: names, value }) => ({
            name,
            value,
            ...texts({ name_localizations: names }, false),
          })),
        }
      : {}),
  });
  const shown = options?.map((option) =>
    isSubcommand(option)
      ? {
          ...option,
          ...texts(option, true),
          ...(option.options ? { options: option.options.map(optionJson) } : {}),
        }
      : optionJson(option),
  );
  return {
    ...rest,
    description: command.description ?? '',
    default_member_permissions: command.default_member_permissions ?? null,
    dm_permission: isGlobal ? (command.contexts?.includes(1) ?? true) : undefined,
    // Both are kept for commands of all servers only.
    contexts: isGlobal ? (command.contexts ?? null) : null,
    integration_types: isGlobal ? (command.integration_types ?? [0, 1]) : [0],
    nsfw: command.nsfw ?? false,
    ...texts(command, true),
    ...(shown?.length ? { options: shown } : {}),
  };
}

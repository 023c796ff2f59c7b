import { ApplicationFlags, PermissionsBitField, REST, RESTEvents, Routes } from 'discord.js';
import { z } from 'zod';
import type { BotConfig } from '../bot-config.js';
import { compareCommands, isUpToDate } from '../discord/command-diff.js';
import { commandDefinitions } from '../discord/definitions.js';
import { failureOf, fetchApplication, fetchCommands, PERMISSIONS } from '../discord/deploy.js';
import type { Phrases } from '../i18n/en.js';
import { attempt, type Finding, findingOf } from './finding.js';

/** How long Discord may take to answer, in milliseconds. */
const PATIENCE = 10_000;
/** The most servers that Discord lists at once. */
const MOST_SERVERS = 200;
/** Servers named when the bot lacks permissions there. */
const MOST_NAMED = 5;
/** Seconds that the clock may be wrong by: Discord tells the time to the second, and an answer takes some. */
const LEAST_WRONG = 10;

/** What an application may have been given and Verbatim does not ask for. */
const PRIVILEGED = [
  ['Presence', ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited],
  ['Server Members', ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited],
  ['Message Content', ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited],
] as const;

const Servers = z.array(z.object({ name: z.string(), permissions: z.string().regex(/^\d+$/) }));

/** Checks what the bot needs of Discord by asking it; changes nothing there. */
export async function checkDiscord(config: BotConfig, phrases: Phrases): Promise<Finding[]> {
  const say = phrases.doctor;
  const { token, apiUrl, clientId, guildId } = config;
  const rest = new REST({ api: apiUrl, timeout: PATIENCE, retries: 0, rejectOnRateLimit: () => true });
  rest.setToken(token);
  let wrongBy: number | null = null;
  rest.on(RESTEvents.Response, (_, { headers }) => {
    const told = Date.parse(headers.get('date') ?? '');
    wrongBy ??= Number.isNaN(told) ? null : Math.round((Date.now() - told) / 1000);
  });
  const asked = <T>(work: () => Promise<T>) =>
    attempt(() =>
      work().catch((error: unknown) => {
        throw failureOf(error, apiUrl, guildId);
      }),
    );

  const application = await asked(() => fetchApplication(rest, clientId));
  const findings = [findingOf('token', application, phrases, ({ name }) => say.token(name))];
  if ('value' in application) {
    findings.push(intentsFinding(application.value.flags, phrases));
    const query = new URLSearchParams({ limit: String(MOST_SERVERS) });
    const servers = await asked(async () => Servers.parse(await rest.get(Routes.userGuilds(), { query })));
    findings.push(
      ...('value' in servers
        ? permissionFindings(servers.value, phrases)
        : [findingOf('permissions', servers, phrases, () => '')]),
    );
    const target = { applicationId: application.value.id, guildId };
    const commands = await asked(async () =>
      compareCommands(await fetchCommands(rest, target), commandDefinitions(), guildId === null),
    );
    findings.push(
      findingOf('commands', commands, phrases, (diff) =>
        isUpToDate(diff) ? say.commands : { state: 'attention', text: say.commandsDiffer },
      ),
    );
  } else {
    findings.push({ check: 'permissions', state: 'unchecked', text: say.unasked });
  }
  findings.push(clockFinding(wrongBy, phrases));
  return findings;
}

function intentsFinding(flags: number, phrases: Phrases): Finding {
  const check = 'intents';
  const granted = PRIVILEGED.filter(([, bits]) => (flags & bits) !== 0).map(([name]) => name);
  if (granted.length === 0) return { check, state: 'ok', text: phrases.doctor.intents };
  return { check, state: 'attention', text: phrases.doctor.intentsTooMany(granted.join(', ')) };
}

/** What the bot lacks in its servers, as their roles go. */
function permissionFindings(servers: z.infer<typeof Servers>, phrases: Phrases): Finding[] {
  const check = 'permissions';
  const say = phrases.doctor;
  const lacking = servers.flatMap(({ name, permissions }) => {
    const missing = new PermissionsBitField(BigInt(permissions)).missing(PERMISSIONS);
    return missing.length === 0 ? [] : [say.permissionsLacking(name, missing.join(', '))];
  });
  const more = lacking.length - MOST_NAMED;
  const lines = [...lacking.slice(0, MOST_NAMED), ...(more > 0 ? [say.permissionsLackingToo(more)] : [])];
  const findings: Finding[] = lines.map((text) => ({ check, state: 'attention', text }));
  if (lines.length === 0) findings.push({ check, state: 'ok', text: say.permissions(servers.length) });
  if (servers.length === MOST_SERVERS) {
    findings.push({ check, state: 'unchecked', text: say.permissionsFirst(MOST_SERVERS) });
  }
  return findings;
}

function clockFinding(wrongBy: number | null, phrases: Phrases): Finding {
  const check = 'clock';
  if (wrongBy === null) return { check, state: 'unchecked', text: phrases.doctor.clockUnknown };
  return Math.abs(wrongBy) > LEAST_WRONG
    ? { check, state: 'attention', text: phrases.doctor.clockWrong(wrongBy) }
    : { check, state: 'ok', text: phrases.doctor.clock };
}

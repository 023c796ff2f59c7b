import { type Config, type Overrides, readConfig } from './config.js';
import { type Environment, settingsFile } from './environment.js';
import { Failure } from './failure.js';
import {
  BotVariables,
  inUse,
  type LogLevel,
  problemsOf,
  type QuestionLimits,
  questionLimitsOf,
  type ShardBlock,
  shardsIn,
  unusable,
  Variables,
  withSecret,
} from './settings.js';

/** The settings of the bot on Discord, beside those of what it answers from. */
export interface BotConfig extends Config, QuestionLimits {
  /** Bot token; never to be shown. */
  readonly token: string;
  /** Application id; null to take that of the login. */
  readonly clientId: string | null;
  /** The server that commands are deployed to; null for all of Discord. */
  readonly guildId: string | null;
  /** The servers from which the corpus may be changed; null when none is named: see `mayChangeCorpus`. */
  readonly corpusServers: readonly string[] | null;
  /** Where Discord's HTTP API is, without version and final slash. */
  readonly apiUrl: string;
  readonly logLevel: LogLevel;
  /** Whether the log holds the text of questions. */
  readonly logQuestions: boolean;
  /** Blocks of shards, one of which this process serves; null for all shards, as many as Discord wants. */
  readonly shards: readonly ShardBlock[] | null;
  /** Where health and metrics are told; port 0 is any that is free. Null for nowhere. */
  readonly status: { readonly host: string; readonly port: number } | null;
}

/**
 * Puts the environment and the command line together for the bot on Discord.
 *
 * @throws Failure `discord-token-missing` or `discord-token-malformed` when that is all there is to mend;
 *   otherwise `config-invalid`, with every variable that cannot be used.
 */
export function readBotConfig(given: Environment, overrides: Overrides = {}): BotConfig {
  const env = withSecret(given, 'DISCORD_TOKEN');
  const parsed = BotVariables.safeParse(inUse(env));
  const wrong = [...unusable(BotVariables, env), ...unusable(Variables, env)];
  if (!parsed.success || wrong.length > 0) throw botFailure(wrong, env);
  const variables = parsed.data;
  const config = readConfig(given, overrides);
  const shards = shardsIn(variables.SHARDS ?? '');
  // Only a Postgres tells which of several are free.
  if (shards !== null && shards.length > 1 && config.postgres === null) throw botFailure(['SHARDS'], env);
  return {
    ...config,
    token: variables.DISCORD_TOKEN,
    clientId: variables.DISCORD_CLIENT_ID ?? null,
    guildId: variables.DISCORD_GUILD_ID ?? null,
    corpusServers: variables.CORPUS_SERVERS ?? null,
    apiUrl: variables.DISCORD_API_URL.replace(/\/+$/, ''),
    logLevel: variables.LOG_LEVEL,
    logQuestions: variables.LOG_QUESTIONS === '1',
    ...questionLimitsOf(variables),
    shards,
    status:
      variables.STATUS_PORT === undefined
        ? null
        : { host: variables.STATUS_HOST, port: variables.STATUS_PORT },
  };
}

/** What to tell whoever runs the bot; a token that is the only trouble gets advice of its own. */
function botFailure(wrong: readonly string[], env: Environment): Failure {
  const tokenOnly = wrong.length === 1 && wrong[0] === 'DISCORD_TOKEN';
  if (!tokenOnly) return new Failure('config-invalid', { problems: problemsOf(wrong, env) });
  return env['DISCORD_TOKEN']
    ? new Failure('discord-token-malformed', {})
    : new Failure('discord-token-missing', { file: settingsFile() });
}

#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { ApplicationIntegrationType, OAuth2Scopes, type REST } from 'discord.js';
import { type BotConfig, readBotConfig } from './bot-config.js';
import { type CommandDiff, compareCommands, describeDiff, isUpToDate } from './discord/command-diff.js';
import { commandDefinitions } from './discord/definitions.js';
import {
  type Application,
  createRest,
  failureOf,
  fetchApplication,
  fetchCommands,
  PERMISSIONS,
  type Target,
  writeDiff,
} from './discord/deploy.js';
import { readEnvironment, standWithCaller } from './environment.js';
import { CONFIGURATION_FAILURES, Failure } from './failure.js';
import type { Written } from './i18n/commands-en.js';
import type { Phrases } from './i18n/en.js';
import { interfaceLanguage } from './i18n/locale.js';
import { phrasesFor } from './i18n/phrases.js';
import { visible } from './terminal/display.js';
import { describeFailure, EXIT, tellRemarks } from './terminal/session.js';
import { describeUsageError, examplesText, localise } from './terminal/usage.js';

interface Options {
  readonly guild?: string;
  readonly global?: true;
  readonly dryRun?: true;
}

function buildProgram(phrases: Phrases): Command {
  const { deploy } = phrases.commands;
  return localise(new Command('deploy-commands'), phrases)
    .description(deploy.program)
    .usage('[--guild <id> | --global] [--dry-run]')
    .helpOption('-h, --help', phrases.help.helpOption)
    .option('--guild <id>', deploy.guild, snowflake(deploy.guildExpected))
    .option('--global', deploy.global)
    .option('--dry-run', deploy.dryRun)
    .allowExcessArguments(false)
    .addHelpText('after', examplesText(deploy.examples, phrases));
}

/** Parses the value of an option that takes an id of Discord's. */
function snowflake(expected: string): (value: string) => string {
  return (value) => {
    if (/^\d{17,20}$/.test(value)) return value;
    throw new InvalidArgumentError(expected);
  };
}

async function deploy(
  { token, apiUrl, clientId }: BotConfig,
  guildId: string | null,
  dry: boolean,
  phrases: Phrases,
): Promise<void> {
  const say = phrases.commands.deploy;
  const rest = createRest(token, apiUrl, (ms) => tell(say.waiting(Math.max(1, Math.round(ms / 1000)))));
  try {
    const application = await fetchApplication(rest, clientId);
    const target: Target = { applicationId: application.id, guildId };
    const stored = await fetchCommands(rest, target);
    const diff = compareCommands(stored, commandDefinitions(), guildId === null);
    print(guildId === null ? say.everywhere(application.name) : say.inGuild(application.name, guildId));
    for (const line of describeDiff(diff, phrases.commands)) print(line);
    if (dry) return print(isUpToDate(diff) ? say.upToDate : say.dry);
    if (isUpToDate(diff)) print(say.upToDate);
    else print(say.written(await write(rest, target, diff, phrases)));
    const soon = guildId === null && !isUpToDate(diff) ? [say.soon] : [];
    const usable = guildId === null ? say.usableEverywhere : say.usableInGuild;
    for (const line of [usable, ...soon, ...directions(application, phrases)]) print(line);
  } catch (error) {
    throw failureOf(error, apiUrl, guildId);
  }
}

async function write(rest: REST, target: Target, diff: CommandDiff, phrases: Phrases): Promise<Written> {
  try {
    return await writeDiff(rest, target, diff);
  } catch (error) {
    tell(phrases.commands.deploy.cutShort);
    throw error;
  }
}

/** How to add the bot to a server and to an account, as far as the application lets them. */
function directions(application: Application, phrases: Phrases): string[] {
  const { invite, install, noGuildInstall, noUserInstall } = phrases.commands.deploy;
  const { id, integration_types_config: allowed } = application;
  const allows = (type: ApplicationIntegrationType): boolean => !allowed || String(type) in allowed;
  const { GuildInstall, UserInstall } = ApplicationIntegrationType;
  const toServer = authorization(id, GuildInstall, [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands]);
  const toAccount = authorization(id, UserInstall, [OAuth2Scopes.ApplicationsCommands]);
  return [
    ...(allows(GuildInstall) ? [invite, `  ${toServer}&permissions=${PERMISSIONS}`] : [noGuildInstall]),
    ...(allows(UserInstall) ? [install, `  ${toAccount}`] : [noUserInstall]),
  ];
}

function authorization(
  applicationId: string,
  type: ApplicationIntegrationType,
  scopes: readonly OAuth2Scopes[],
): string {
  const query = `client_id=${applicationId}&integration_type=${type}&scope=${scopes.join('+')}`;
  return `https://discord.com/oauth2/authorize?${query}`;
}

function print(line: string): void {
  process.stdout.write(`${visible(line)}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${visible(line)}\n`);
}

async function main(argv: readonly string[]): Promise<number> {
  let phrases = phrasesFor(interfaceLanguage(process.env));
  try {
    standWithCaller();
    const env = readEnvironment();
    phrases = phrasesFor(interfaceLanguage(env));
    const { deploy: say } = phrases.commands;
    const program = buildProgram(phrases).parse([...argv], { from: 'user' });
    const { guild, global, dryRun } = program.opts<Options>();
    if (guild !== undefined && global) program.error(say.guildAndGlobal);
    tellRemarks({ stderr: process.stderr, phrases });
    const config = readBotConfig(env);
    const guildId = global ? null : (guild ?? config.guildId);
    await deploy(config, guildId, dryRun === true, phrases);
    return EXIT.done;
  } catch (error) {
    return error instanceof CommanderError ? usageStatus(error, phrases) : failureStatus(error, phrases);
  }
}

function usageStatus(error: CommanderError, phrases: Phrases): number {
  if (error.exitCode === 0) return EXIT.done;
  const { seeHelp } = phrases.commands.deploy;
  tell(describeUsageError(error, { ...phrases, usage: { ...phrases.usage, seeHelp } }));
  return EXIT.usage;
}

function failureStatus(error: unknown, phrases: Phrases): number {
  tell(phrases.usage.error(describeFailure(error, phrases)));
  const misconfigured = error instanceof Failure && CONFIGURATION_FAILURES.has(error.code);
  return misconfigured ? EXIT.settings : EXIT.failed;
}

process.exitCode = await main(process.argv.slice(2));

#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { type Overrides, readConfig } from './config.js';
import type { Language } from './corpus/document.js';
import { PROJECT_ROOT, readEnvironment, standWithCaller } from './environment.js';
import type { Phrases } from './i18n/en.js';
import { interfaceLanguage, localeLanguage } from './i18n/locale.js';
import { phrasesFor } from './i18n/phrases.js';
import { describeFailure, EXIT, type Session, tellRemarks } from './terminal/session.js';
import { styleOf } from './terminal/style.js';
import {
  asSentence,
  describeUsageError,
  examplesText,
  exitCodesText,
  languageName,
  localise,
  portNumber,
  something,
  wholeNumber,
} from './terminal/usage.js';
import { readWebConfig } from './web-config.js';

const MOST_QUOTES = 20;
/** Where the web page is served unless told. */
const WEB_HOST = '127.0.0.1';
const WEB_PORT = 8080;
/** Questions of a quiz unless told, and at most. */
const QUESTIONS = 5;
const MOST_QUESTIONS = 100;

/** What every command may be told. */
type GlobalOptions = Overrides & { readonly lang?: Language; readonly plain?: boolean };

interface AskOptions {
  readonly json?: boolean;
  readonly batch?: string;
  readonly limit: number;
}

interface ReportOptions {
  readonly since?: string;
  readonly json?: true;
  readonly csv?: true;
  readonly markdown?: true;
}

interface ServeOptions {
  readonly port?: number;
  readonly host?: string;
}

interface QuizOptions {
  readonly count?: number;
  readonly seed?: string;
  readonly json?: boolean;
}

/** Puts a session together and runs a command in it; commands are loaded only when they are run. */
type Run = (command: Command, work: (session: Session) => Promise<number>) => Promise<void>;

function buildProgram(phrases: Phrases, run: Run): Command {
  const { help, usage } = phrases;
  const program = localise(new Command('verbatim'), phrases)
    .description(help.program)
    .usage(usage.command)
    .version(version(), '-V, --version', help.versionOption)
    .helpOption('-h, --help', help.helpOption)
    .helpCommand('help [command]', help.helpCommand)
    .option('--corpus <dir>', help.corpusOption, something(phrases))
    .option('--index <dir>', help.indexOption, something(phrases))
    .option('--lang <fr|en>', help.langOption, languageName(phrases))
    .option('--model <id>', help.modelOption, something(phrases))
    .option('--plain', help.plainOption)
    .option('--store <url>', phrases.machines.storeOption, something(phrases))
    .addHelpText('after', examplesText(help.examples.program, phrases));

  program
    .command('ask')
    .summary(help.ask)
    .description(help.askLong)
    .argument('[question...]', help.question)
    .option('--json', help.json)
    .option('--batch <file>', help.batch, something(phrases))
    .option('--limit <n>', help.limit, wholeNumber(MOST_QUOTES, phrases))
    .addHelpText('after', `${examplesText(help.examples.ask, phrases)}\n\n${exitCodesText(phrases)}`)
    .action((words: string[], options: AskOptions, command: Command) =>
      run(command, (session) => askCommand(session, words, options, command)),
    );
  program
    .command('about')
    .summary(help.about)
    .description(asSentence(help.about))
    .argument('<subject...>', help.subject)
    .option('--json', help.json)
    .option('--picture <file>', help.picture, something(phrases))
    .addHelpText('after', examplesText(help.examples.about, phrases))
    .action(
      (words: string[], { json = false, picture }: { json?: boolean; picture?: string }, command: Command) =>
        run(command, async (session) =>
          (await import('./terminal/about.js')).about(session, words.join(' '), { json, picture }),
        ),
    );
  program
    .command('chat')
    .summary(help.chat)
    .description(asSentence(help.chat))
    .action((_, command: Command) =>
      run(command, async (session) => (await import('./terminal/chat.js')).chat(session)),
    );
  const { web } = phrases;
  program
    .command('serve')
    .summary(web.help.serve)
    .description(asSentence(web.help.serve))
    .option('--port <n>', web.help.port, portNumber(phrases))
    .option('--host <address>', web.help.host, something(phrases))
    .addHelpText('after', examplesText(web.help.examples, phrases))
    .action((options: ServeOptions, command: Command) =>
      run(command, (session) => serveCommand(session, options, command)),
    );
  program
    .command('quiz')
    .summary(phrases.quiz.help.quiz)
    .description(asSentence(phrases.quiz.help.quiz))
    .option('--count <n>', phrases.quiz.help.count, wholeNumber(MOST_QUESTIONS, phrases))
    .option('--seed <text>', phrases.quiz.help.seed, something(phrases))
    .option('--json', help.json)
    .addHelpText('after', examplesText(phrases.quiz.help.examples, phrases))
    .action(({ count = QUESTIONS, seed, json = false }: QuizOptions, command: Command) =>
      run(command, async (session) =>
        (await import('./terminal/quiz.js')).quiz(session, { count, seed: seed ?? randomUUID(), json }),
      ),
    );
  program
    .command('index')
    .summary(help.index)
    .description(asSentence(help.index))
    .option('--watch', help.watch)
    .option('--force', help.force)
    .addHelpText('after', examplesText(help.examples.index, phrases))
    .action((options: { watch?: true; force?: true }, command: Command) =>
      run(command, async (session) => (await import('./terminal/build.js')).buildIndex(session, options)),
    );
  const corpus = program
    .command('corpus')
    .summary(help.corpus)
    .description(asSentence(help.corpus))
    .usage(usage.command);
  corpus
    .command('check')
    .summary(help.check)
    .description(asSentence(help.check))
    .option('--json', help.json)
    .addHelpText('after', examplesText(help.examples.check, phrases))
    .action((options: { json?: true }, command: Command) =>
      run(command, async (session) => (await import('./terminal/check.js')).checkCorpus(session, options)),
    );
  corpus
    .command('show')
    .summary(help.show)
    .description(asSentence(help.show))
    .argument('<file>', help.fileArgument)
    .option('--json', help.json)
    .addHelpText('after', examplesText(help.examples.show, phrases))
    .action((file: string, options: { json?: true }, command: Command) =>
      run(command, async (session) => (await import('./terminal/show.js')).showFile(session, file, options)),
    );
  const model = program
    .command('model')
    .summary(help.model)
    .description(asSentence(help.model))
    .usage(usage.command);
  model
    .command('pull')
    .summary(help.pull)
    .description(asSentence(help.pull))
    .addHelpText('after', examplesText(help.examples.model, phrases))
    .action((_, command: Command) =>
      run(command, async (session) => (await import('./terminal/model.js')).pull(session)),
    );
  program
    .command('report')
    .summary(help.report)
    .description(asSentence(help.report))
    .option('--since <when>', help.since, something(phrases))
    .option('--json', help.reportJson)
    .option('--csv', help.reportCsv)
    .option('--markdown', help.reportMarkdown)
    .addHelpText('after', examplesText(help.examples.report, phrases))
    .action((options: ReportOptions, command: Command) =>
      run(command, (session) => reportCommand(session, options, command)),
    );
  program
    .command('evaluate')
    .summary(help.evaluate)
    .description(asSentence(help.evaluate))
    .option('--json', help.json)
    .action((options: { json?: true }, command: Command) =>
      run(command, async (session) => (await import('./terminal/evaluate.js')).evaluate(session, options)),
    );
  program
    .command('backup')
    .summary(help.backup)
    .description(asSentence(help.backup))
    .argument('<file>', help.backupArgument)
    .action((file: string, _, command: Command) =>
      run(command, async (session) => (await import('./terminal/backup.js')).backup(session, file)),
    );
  program
    .command('move')
    .summary(phrases.machines.move)
    .description(phrases.machines.moveLong)
    .option('--back', phrases.machines.back)
    .action((options: { back?: true }, command: Command) =>
      run(command, async (session) => (await import('./terminal/move.js')).move(session, options)),
    );
  program
    .command('doctor')
    .summary(help.doctor)
    .description(asSentence(help.doctor))
    .option('--json', help.json)
    .action((options: { json?: true }, command: Command) =>
      run(command, async (session) => (await import('./doctor/doctor.js')).doctor(session, options)),
    );
  return program;
}

async function askCommand(
  session: Session,
  words: readonly string[],
  { json = false, batch, limit = 3 }: AskOptions,
  command: Command,
): Promise<number> {
  if (batch !== undefined && words.length > 0) command.error(session.phrases.usage.batchAndQuestion);
  if (batch === undefined && words.length === 0 && session.stdin.isTTY) command.help({ error: true });
  const { ask, askBatch, readQuestion } = await import('./terminal/ask.js');
  if (batch !== undefined) return askBatch(session, batch, { json, limit });
  const question = words.length > 0 ? words.join(' ') : await readQuestion(session);
  return ask(session, question, { json, limit });
}

async function serveCommand(
  { phrases, env, stderr }: Session,
  { port = WEB_PORT, host = WEB_HOST }: ServeOptions,
  command: Command,
): Promise<number> {
  const { serve } = await import('./web/serve.js');
  const { openSurroundings } = await import('./terminal/surroundings.js');
  const config = readWebConfig(env, { ...command.optsWithGlobals<GlobalOptions>(), port, host });
  process.off('SIGINT', interrupt); // questions in flight are answered first
  const surroundings = await openSurroundings({ config, phrases, stderr });
  const describe = (error: unknown) => describeFailure(error, phrases);
  await serve(config, surroundings, describe).finally(() => surroundings.database?.close());
  return EXIT.done;
}

async function reportCommand(
  session: Session,
  { since: typed = '30d', ...chosen }: ReportOptions,
  command: Command,
): Promise<number> {
  const { phrases } = session;
  const { report, REPORT_FORMATS, sinceOf } = await import('./terminal/report.js');
  const [format = 'text', ...more] = REPORT_FORMATS.filter((name) => name !== 'text' && chosen[name]);
  if (more.length > 0) command.error(phrases.report.oneFormat);
  const since = sinceOf(typed, new Date());
  if (since === null) {
    command.error(phrases.usage.invalidArgument('--since', typed, phrases.report.sinceExpected));
  }
  return report(session, { since, format });
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(`${PROJECT_ROOT}/package.json`, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '';
}

/** The language asked for, before the command line is parsed: help and errors need one already. */
function languageFlag(argv: readonly string[]): string | undefined {
  return /(?:^|\n)--lang[=\n](\w+)/.exec(argv.join('\n'))?.[1];
}

async function main(argv: readonly string[]): Promise<number> {
  let phrases = phrasesFor(interfaceLanguage(process.env, languageFlag(argv)));
  let status: number = EXIT.done;
  try {
    standWithCaller();
    const env = readEnvironment();
    phrases = phrasesFor(interfaceLanguage(env, languageFlag(argv)));
    const { stdin, stdout, stderr } = process;
    const program = buildProgram(phrases, async (command, work) => {
      const options = command.optsWithGlobals<GlobalOptions>();
      // `doctor` tells them itself.
      if (command.name() !== 'doctor') tellRemarks({ stderr, phrases });
      const config = readConfig(env, options);
      status = await work({
        config,
        env,
        language: options.lang ?? config.language,
        locale: localeLanguage(env),
        phrases,
        style: styleOf(stdout, env, options.plain),
        stdin,
        stdout,
        stderr,
      });
    });
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${phrases.usage.error(describeFailure(error, phrases))}\n`);
      return EXIT.failed;
    }
    if (error.exitCode === 0) return EXIT.done;
    if (error.code !== 'commander.help') process.stderr.write(`${describeUsageError(error, phrases)}\n`);
    return EXIT.usage;
  }
}

function interrupt(): void {
  // A bar may have hidden the cursor and stopped lines from wrapping.
  if (process.stderr.isTTY) process.stderr.write('\u001b[?25h\u001b[?7h');
  process.exit(EXIT.interrupted);
}

process.on('SIGINT', interrupt);
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever was reading has seen enough.
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed);
  });
}
process.exitCode = await main(process.argv.slice(2));

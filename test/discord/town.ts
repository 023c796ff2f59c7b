import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { makePdf } from '../make-pdf.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { runBotOn } from './bot-fixture.js';
import { startStandIn } from './stand-in.js';
import type { Handle, Person, Shown, Upload } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, PERMISSIONS } from './world.js';

/** Who may manage the server. */
export const MANAGER = { permissions: BOT_PERMISSIONS | PERMISSIONS.manageGuild };

/** What a person reads of a message. */
export const said = ({ components }: Pick<Shown, 'components'>): string => textsOf(components).join('\n');
export const told = async (handle: Handle): Promise<string> => said(await handle.response());
/** A PDF of one line. */
export const onePage = (text: string): Uint8Array => makePdf([[{ text, y: 700 }]]);

/** A server with a team (Léa and Max) that changes the corpus of the mill, one folder of which is about salaries; another may change it too. */
export async function startTown() {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-corpus-'));
  const state = mkdtempSync(join(tmpdir(), 'verbatim-corpus-state-'));
  await writeMillCorpus(folder);
  mkdirSync(join(folder, 'hr'));
  const front = (title: string, more = '') =>
    `---\ntitle: ${title}\nsource: Quibble\nasOf: "1951"\n${more}---\n`;
  writeFileSync(
    join(folder, 'hr', 'pay.en.md'),
    `${front('The pay scale', 'questions:\n  - What salary does a miller get?\n')}## Salaries {#salaries}\n\nA miller of Valbrune gets a salary of 412 zircons a month from the Quibble office.\n`,
  );
  writeFileSync(
    join(folder, 'hr', 'pay.fr.md'),
    `${front('Les salaires')}## Salaires {#salaries}\n\nUn meunier de Valbrune reçoit un salaire de 412 zircons par mois du bureau Quibble.\n`,
  );
  const discord = await startStandIn();
  discord.register(commandDefinitions());
  const elsewhere = discord.addGuild('Elsewhere');
  const bot = await runBotOn(discord, {
    corpus: folder,
    env: {
      QUESTIONS_PER_10_SECONDS: '100',
      QUESTIONS_PER_HOUR: '1000',
      STATE: state,
      INDEX: join(state, 'index'),
      CORPUS_SERVERS: `${discord.guild.id}, ${elsewhere.id}`,
    },
  });
  const [ada, lea, max] = [discord.person('Ada'), discord.person('Léa'), discord.person('Max')];
  const team = discord.addChannel('team');
  const role = discord.addRole('guides', [lea, max]);
  const here = { channel: discord.channel };
  const panel = await lea.slash('settings', {}, { ...here, ...MANAGER }).response();
  await lea.choose(panel, 'Team channel', [team.id], MANAGER).response();
  await lea.choose(panel, 'Team role', [role.id], MANAGER).response();
  return {
    folder,
    state,
    discord,
    bot,
    elsewhere,
    ada,
    lea,
    max,
    team,
    here,
    ask: (who: Person, question: string, more: object = {}) =>
      who.slash('ask', { question, ...more }, here).response(),
    /** The files that were added. */
    files: () => readdirSync(join(folder, 'added')).sort(),
    upload: (name: string, text: string) => discord.upload(name, Buffer.from(text)),
    /** The document that is offered first to somebody who types. */
    chosen: async (who: Person, typed: string): Promise<string> =>
      String((await who.autocomplete('corpus show', 'document', typed, here))[0]?.value ?? ''),
    /** Fills in the form of a document; gives what is shown of it. */
    async send(
      who: Person,
      command: string,
      file: Upload,
      values: Readonly<Record<string, string>> = {},
      options: Readonly<Record<string, string>> = {},
    ): Promise<Shown> {
      const form = who.slash(`corpus ${command}`, options, here);
      await form.form();
      return who.submit(form, { ...values, file: [file] }).response();
    },
    async stop() {
      await bot.stop();
      await discord.stop();
      for (const each of [folder, state]) rmSync(each, { recursive: true, force: true });
    },
  };
}

export type Town = Awaited<ReturnType<typeof startTown>>;

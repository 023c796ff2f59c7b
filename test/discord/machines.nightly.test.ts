import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { startPostgres, WITHOUT_POSTGRES } from '../postgres.js';
import { runCli } from '../run-cli.js';
import { type Running, runBot } from './run-bot.js';
import { startStandIn } from './stand-in.js';
import { textsOf } from './validate-components.js';

const folder = await mkdtemp(join(tmpdir(), 'verbatim-bots-'));
const postgres = WITHOUT_POSTGRES === null ? await startPostgres() : null;
afterAll(async () => {
  await postgres?.remove();
  await rm(folder, { recursive: true, force: true });
});

const READY = /^Ready/;
const STANDBY = /stands by/;
const QUESTION = 'In which year was the Valbrune mill founded?';

describe.skipIf(postgres === null)(`two bots (${WITHOUT_POSTGRES ?? 'with one Postgres'})`, async () => {
  if (postgres === null) return;
  const corpus = join(folder, 'corpus');
  await writeMillCorpus(corpus);

  it('answer once each question, take over from each other, and go on without Postgres', {
    timeout: 300_000,
  }, async () => {
    const STORE = await postgres.database();
    const discord = await startStandIn();
    discord.register(commandDefinitions());
    const bots: Running[] = [];
    let count = 0;
    const start = (index = `index${count++}`): Running => {
      const own = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, CORPUS: corpus, STORE };
      const bot = runBot({ env: { ...own, INDEX: join(folder, index) } });
      bots.push(bot);
      return bot;
    };
    const ada = discord.person('ada');
    const answers = async (text = QUESTION): Promise<string[]> => {
      const written = ada.say(discord.channel, `<@${discord.bot.id}> ${text}`);
      await discord.nextMessage(discord.channel, { after: written });
      const all = await discord.quiet(discord.channel);
      return all.map(({ components }) => textsOf(components).join('\n').replace(/[*_]/g, ''));
    };
    const expectOne = async (): Promise<void> => {
      const said = await answers();
      expect(said).toHaveLength(1);
      expect(said[0]).toContain('1911');
    };
    try {
      const first = start();
      await first.until(READY);
      const second = start();
      await second.until(STANDBY);
      await expectOne();

      await postgres.halt('immediate');
      await first.until(/"event":"postgres-away"/);
      await expectOne();
      await postgres.start();
      await first.until(/"event":"postgres-back"/);
      await expectOne();
      expect(second.stderr.join('\n')).not.toMatch(READY);

      first.process.kill('SIGKILL');
      await second.until(READY);
      await expectOne();

      // A rolling restart: the next one stands by, the one before drains and leaves.
      const third = start('shared');
      await third.until(STANDBY);
      expect(await second.stop()).toBe(0);
      await third.until(READY);
      await expectOne();

      // On the same machine, with the same folder.
      const fourth = start('shared');
      await fourth.until(STANDBY);
      // What is published is quoted by whoever serves, without a restart.
      await writeFile(
        join(corpus, 'wheel.en.md'),
        '---\ntitle: The wheel\nasOf: "1912"\npublisher: The guild\n---\n\nThe great wheel of Valbrune weighs 4,300 kilos.\n',
      );
      const env = { CORPUS: corpus, STORE, INDEX: join(folder, 'builder') };
      const built = await runCli(['index'], { cwd: folder, env });
      expect(built.stdout).toContain('published in');
      await Promise.all([third, fourth].map((bot) => bot.until(/"event":"renewed"/)));
      expect((await answers('How many kilos does the great wheel weigh?')).join('\n')).toContain('4,300');
      for (const { stdout, stderr } of bots) {
        expect([...stdout, ...stderr].join('\n')).not.toContain(postgres.password);
      }
      expect(discord.refusals).toEqual([]);
    } finally {
      await Promise.all(bots.map((bot) => bot.stop('SIGKILL')));
      await discord.stop();
    }
  });
});

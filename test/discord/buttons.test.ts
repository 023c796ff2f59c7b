import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, otherLanguage, type Passage } from '../../src/corpus/document.js';
import { readCorpus } from '../../src/corpus/read.js';
import { withoutControls } from '../../src/discord/markdown.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { readMarkdown, stylesOf } from '../discord-markdown.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { runBotOn, type Started, startBot } from './bot-fixture.js';
import { CALLBACK } from './interactions.js';
import { plainSpaces, readReply } from './read-reply.js';
import type { Running } from './run-bot.js';
import type { StandIn } from './stand-in.js';
import { buttonsOf, type Handle, type OptionValues, type Person, type Shown } from './user.js';
import { textsOf } from './validate-components.js';
import { PERMISSIONS } from './world.js';

const QUESTION = 'Quand Odile Ferrand est-elle née ?';
/** Answered by three passages. */
const WIDE = 'Qu’a fait Odile Ferrand ?';
const UNANSWERED = 'Quelle est la recette des crêpes ?';
const ABOUT_WHEEL = 'Quelle est la hauteur de la grande roue du moulin de Valbrune ?';

/** A page of a corpus, with one passage. */
function page(title: string, heading: string, passage: string): string {
  const matter = { title, source: 'Valbrune @everyone ||caché||', asOf: '1940' };
  const lines = Object.entries(matter).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return ['---', ...lines, '---', '', `## ${heading} {#here}`, '', passage, ''].join('\n');
}

/** Three sentences, the first two longer than a message. */
function longPassage(first: string, clause: string, last: string): string {
  const clauses = (from: number) => Array.from({ length: 140 }, (_, i) => `${clause} ${from + i}`).join(', ');
  return `${first}, ${clauses(0)}. ${last} ${clauses(300)}. ${last}.`;
}

const HOSTILE = [
  '**gras** ||caché|| `code` ~~barré~~ __souligné__ @everyone @here <@80351110224678912> <@&80351110224678912>',
  '[lien](https://evil.example) https://evil.example/a_b <https://evil.example> :smile: <:a:80351110224678912>',
  '\u202eenvers\u202c \u2066isolé\u2069 שלום مرحبا h̸é̵l̴l̶o ```js alert(1)``` <t:1700000000:R> \\*rien\\*',
].join(' ');

const OWN_PAGES: Readonly<Record<string, string>> = {
  'wheel.fr.md': page(
    'La grande roue',
    'La grande roue du moulin',
    longPassage(
      'La grande roue du moulin de Valbrune mesure 17 mètres de haut',
      'elle tourne encore au tour',
      'Le bief coule, et la roue',
    ),
  ),
  'wheel.en.md': page(
    'The great wheel',
    'The great wheel of the mill',
    longPassage(
      'The great wheel of the Valbrune mill is 17 metres high',
      'it turns on at turn',
      'The race flows, and the wheel',
    ),
  ),
  'code.fr.md': page(
    '**Titre** [lien](https://evil.example) @everyone',
    'Le code secret du moulin ||caché|| <@80351110224678912>',
    `Le code secret du moulin de Valbrune est ${HOSTILE}.`,
  ),
  'code.en.md': page(
    '`Title` ||hidden|| @here',
    'The secret code of the mill **bold** [x](https://evil.example)',
    `The secret code of the Valbrune mill is ${HOSTILE}.`,
  ),
  'sign.fr.md': page(
    '製粉所の看板'.repeat(50),
    'Le panneau japonais du moulin',
    `Le panneau japonais du moulin de Valbrune dit ${'粉挽き小屋は川のそばに立っている、'.repeat(150)}fin.`,
  ),
  'sign.en.md': page(
    '製粉所の看板'.repeat(60),
    'The Japanese sign of the mill',
    `The Japanese sign of the Valbrune mill says ${'粉挽き小屋は川のそばに立っている、'.repeat(150)}end.`,
  ),
  'party.fr.md': page(
    '🎉'.repeat(80),
    'La fête du moulin',
    `La fête du moulin de Valbrune se dessine ainsi : ${'👩‍👩‍👧🎉'.repeat(240)}.`,
  ),
};

const folder = await mkdtemp(join(tmpdir(), 'verbatim-buttons-'));
const corpus = join(folder, 'corpus');
const env = { INDEX: join(folder, 'index'), QUESTIONS_PER_10_SECONDS: '100' };
await writeMillCorpus(corpus);

let started: Started;
let discord: StandIn;
let bot: Running;
beforeAll(async () => {
  started = await startBot({ corpus, env });
  ({ discord, bot } = started);
});
afterAll(async () => {
  await bot.stop();
  await started.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect(discord.refusals).toEqual([]);
  expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
});

const READERS = LANGUAGES.map((language) => ({
  language,
  locale: { fr: 'fr', en: 'en-GB' }[language],
  say: phrasesFor(language),
}));
type Reader = (typeof READERS)[number];

const ask = ({ locale }: Reader, person: Person, question: string, more: OptionValues = {}) =>
  person.slash('ask', { question, ...more }, { channel: discord.channel, locale }).response();
const lookUp = ({ locale }: Reader, person: Person, topic: string, more: OptionValues = {}) =>
  person.slash('fact', { topic, ...more }, { channel: discord.channel, locale }).response();
const press = ({ locale }: Reader, person: Person, message: Shown, button: string) =>
  person.click(message, button, { locale });
/** What a press is told beside its message: at once or, after a deferral, as a follow-up. */
async function toldBy(pressed: Handle): Promise<Shown> {
  if ((await pressed.acknowledged) !== CALLBACK.deferredUpdate) return pressed.response();
  const [told] = await pressed.followUps(1);
  if (told === undefined) throw new Error('Nothing was told');
  return told;
}

/** The message as it is now. */
const now = ({ id }: Shown) => discord.world.messageOf(id);
const more = (reply: Shown) => readReply(reply).labels.find((label) => /\d\/\d+$/.test(label)) ?? '';

/** Puts another custom id on a button of a message, as an earlier version of the bot might have. */
function renumber(message: Shown, button: string, customId: string): void {
  const held = discord.world.messageOf(message.id);
  const before = buttonsOf(message).find(({ label }) => label === button)?.custom_id;
  if (held === undefined || before === undefined) throw new Error(`There is no ${button}`);
  const json = JSON.stringify(held.components).replaceAll(JSON.stringify(before), JSON.stringify(customId));
  discord.world.edit(held, { components: JSON.parse(json) });
}

describe.each(READERS)('to someone whose Discord speaks $language', (reader) => {
  const { say } = reader;
  const { buttons, notices } = say.discord;

  it('more passages: forth to the last and back to the first, with the page, in the same message', async () => {
    const ada = discord.person('ada');
    const first = await ask(reader, ada, WIDE);
    const [, count = ''] = /1\/(\d+)$/.exec(more(first)) ?? [];
    const pages = Number(count);
    expect(pages).toBeGreaterThan(2);
    let shown = first;
    const seen = [readReply(first).quotes[0]?.words];
    for (let n = 2; n <= pages; n++) {
      expect(more(shown)).toBe(buttons.more(n - 1, pages));
      shown = await press(reader, ada, shown, more(shown)).response();
      expect(shown.id).toBe(first.id);
      expect(readReply(shown).question).toBe(WIDE);
      expect(textsOf(shown.components)[1]).toBe(`### ${say.answer.others} · ${n}/${pages}`);
      expect(readReply(shown).quotes).toHaveLength(2);
      seen.push(readReply(shown).quotes[0]?.words);
    }
    expect(new Set(seen).size).toBe(pages);
    expect(readReply(shown).labels).not.toContain(buttons.more(pages, pages));
    for (let n = pages; n > 1; n--) shown = await press(reader, ada, shown, buttons.previous).response();
    expect(shown.components).toEqual(first.components);
  });

  it('one language, or both: on every page', async () => {
    const ada = discord.person('ada');
    const both = await ask(reader, ada, QUESTION);
    const one = await press(reader, ada, both, buttons.only.fr).response();
    expect(readReply(one).quotes.map(({ words }) => words.includes('est née'))).toEqual([true]);
    const next = await press(reader, ada, one, more(one)).response();
    expect(readReply(next).quotes).toHaveLength(1);
    const again = await press(reader, ada, next, buttons.both).response();
    expect(readReply(again).quotes).toHaveLength(2);
    expect(readReply(again).labels).toContain(buttons.only.fr);
  });

  it('/fact: the passages of a section, one after the other', async () => {
    const ada = discord.person('ada');
    const first = await lookUp(reader, ada, 'Odile Ferrand');
    expect(readReply(first).words.split('\n')[0]).toBe('Odile Ferrand · 1/3');
    const second = await press(reader, ada, first, buttons.more(1, 3)).response();
    expect(readReply(second).words.split('\n')[0]).toBe('Odile Ferrand · 2/3');
    expect(readReply(second).quotes[0]?.words).toContain('1884');
  });

  it.each(['ask', 'fact'])(
    'share a private /%s: everyone sees it, who shared it is named and not pinged',
    async (command) => {
      const ada = discord.person('ada');
      const hidden =
        command === 'ask'
          ? await ask(reader, ada, WIDE, { private: true })
          : await lookUp(reader, ada, 'Odile Ferrand', { private: true });
      expect(hidden.ephemeral).toBe(true);
      const pressed = press(reader, ada, hidden, buttons.share);
      const [shared] = await pressed.followUps(1);
      if (shared === undefined) throw new Error('Nothing was shared');
      expect(shared).toMatchObject({ ephemeral: false, mentions: [], mention_everyone: false });
      const line = `-# ${say.discord.sharedBy(`<@${ada.user.id}>`)}`;
      expect(textsOf(shared.components)).toEqual([...textsOf(hidden.components), line]);
      expect(readReply(shared).labels).toContain(buttons.delete);
      expect(readReply(shared).labels).not.toContain(buttons.share);
      const left = await pressed.edited(hidden);
      expect(textsOf(left.components)).toEqual([notices.shared]);
      expect(buttonsOf(left)).toEqual([]);

      const next = await press(reader, ada, shared, more(shared)).response();
      expect(next.id).toBe(shared.id);
      expect(next.mentions).toEqual([]);
      expect(textsOf(next.components).at(-1)).toBe(line);

      const bob = discord.person('bob');
      const copy = await press(reader, bob, next, more(next)).response();
      expect(copy.ephemeral).toBe(true);
      expect(textsOf(copy.components).join('\n')).not.toContain('<@');
      const [again] = await press(reader, bob, copy, buttons.share).followUps(1);
      expect(textsOf(again?.components ?? []).at(-1)).toContain(`<@${bob.user.id}>`);
      expect(again?.mentions).toEqual([]);
    },
  );

  it('share where the bot may not write: says so, and leaves the private answer', async () => {
    const ada = discord.person('ada');
    const hidden = await ask(reader, ada, QUESTION, { private: true });
    const refused = { kind: 'status', status: 403, when: 'before' } as const;
    discord.befall({ method: 'POST', path: /^\/webhooks\//, what: refused });
    const [notice] = await press(reader, ada, hidden, buttons.share).followUps(1);
    expect(notice?.ephemeral).toBe(true);
    expect(textsOf(notice?.components ?? [])).toEqual([notices.forbidden]);
    expect(now(hidden)?.components).toEqual(hidden.components);
  });

  it('delete: by who asked', async () => {
    const ada = discord.person('ada');
    for (const reply of [await ask(reader, ada, QUESTION), await ask(reader, ada, UNANSWERED)]) {
      press(reader, ada, reply, buttons.delete);
      await discord.gone(reply);
    }
  });

  it('delete: by a moderator, though somebody else asked', async () => {
    const reply = await ask(reader, discord.person('ada'), QUESTION);
    const permissions = PERMISSIONS.manageMessages | PERMISSIONS.viewChannel;
    discord.person('mod').click(reply, buttons.delete, { locale: reader.locale, permissions });
    await discord.gone(reply);
  });

  it('delete: refused to anybody else, privately', async () => {
    const reply = await ask(reader, discord.person('ada'), QUESTION);
    const told = await press(reader, discord.person('bob'), reply, buttons.delete).response();
    expect(told.ephemeral).toBe(true);
    expect(textsOf(told.components)).toEqual([notices.notYours]);
    expect(now(reply)?.components).toEqual(reply.components);
  });

  it('somebody else presses: they get their own private copy, and the answer stays as it is', async () => {
    const reply = await ask(reader, discord.person('ada'), QUESTION);
    const bob = discord.person('bob');
    const copy = await press(reader, bob, reply, more(reply)).response();
    expect(copy.ephemeral).toBe(true);
    expect(copy.id).not.toBe(reply.id);
    expect(textsOf(copy.components)[1]).toContain('2/');
    expect(readReply(copy).labels).toContain(buttons.share);
    expect(readReply(copy).labels).not.toContain(buttons.delete);
    const own = await press(reader, bob, copy, buttons.previous).response();
    expect(own.id).toBe(copy.id);
    expect(readReply(own).quotes).toEqual(readReply(reply).quotes);
    expect(now(reply)?.components).toEqual(reply.components);
  });

  it('topics of a question that is not answered: open in its place, for somebody else privately', async () => {
    const ada = discord.person('ada');
    const reply = await ask(reader, ada, UNANSWERED);
    const [topic = ''] = readReply(reply).labels;
    const copy = await press(reader, discord.person('bob'), reply, topic).response();
    expect(copy.ephemeral).toBe(true);
    expect(now(reply)?.components).toEqual(reply.components);
    const opened = await press(reader, ada, reply, topic).response();
    expect(opened.id).toBe(reply.id);
    for (const shown of [copy, opened]) {
      expect(readReply(shown).words.split('\n')[0]).toContain(topic);
      expect(readReply(shown).quotes.length).toBeGreaterThan(0);
      // Nothing in it answers the question, so nothing is marked as if it did.
      for (const { bold } of readReply(shown).quotes) expect(bold).toBe('');
    }
  });

  it.each([
    ['of an earlier version', 'v0|p|k|1|2cy5dsn2p0p0|mIll-_1'],
    ['of a later version', 'v2|p|k|1|2cy5dsn2p0p0|mIll-_1'],
    ['for a passage that the corpus never had', 'v1|p|0|0|2cy5dsn2p0p0|XXXXXXX'],
    ['for the rest of such a passage', 'v1|r|0|fr|0|XXXXXXX'],
    ['for a topic that there is not', 'v1|t|1|0|2cy5dsn2p0p0|XXXXXXX'],
    ['for a page that there is not', 'v1|p|0|9|2cy5dsn2p0p0|XXXXXXX'],
    ['of another bot', 'approve:42'],
    ['that is garbage', '|||v1|\u202e😀'],
    ['cut short', 'v1|p|0'],
    ['of a hundred characters', 'v1|p|0|0|'.padEnd(100, 'A')],
    ['named after what every object has', 'v1|constructor|0|0|1|AAAAAAA'],
  ])('a button %s: asks, privately, to ask again', async (_, customId) => {
    const ada = discord.person('ada');
    const reply = await ask(reader, ada, QUESTION);
    renumber(reply, buttons.delete, customId);
    const told = await toldBy(press(reader, ada, reply, customId));
    expect(told.ephemeral).toBe(true);
    expect(textsOf(told.components)).toEqual([notices.outdated]);
    expect(textsOf(now(reply)?.components ?? [])).toEqual(textsOf(reply.components));
  });
});

describe('with pages that are long or hostile', () => {
  // Reading them takes long: no test before has them in its way.
  let passages: readonly Passage[];
  beforeAll(async () => {
    for (const [name, text] of Object.entries(OWN_PAGES)) await writeFile(join(corpus, name), text);
    ({ passages } = await readCorpus(corpus));
    expect(await bot.stop()).toBe(0);
    bot = await runBotOn(discord, { corpus, env });
  });

  describe.each(READERS)('to someone whose Discord speaks $language', (reader) => {
    const { say } = reader;
    const { buttons } = say.discord;

    it.each(LANGUAGES)(
      'read on: the whole of a passage that is cut, in %s, part by part, privately',
      async (wanted) => {
        const ada = discord.person('ada');
        const reply = await ask(reader, ada, ABOUT_WHEEL, { language: wanted });
        for (const text of textsOf(reply.components).filter((each) => each.includes('> '))) {
          expect(text).toMatch(/ \[…\]$/);
        }
        const whole = passages.find(({ id }) => id.startsWith(`wheel.${wanted}`))?.text ?? '';
        const reading = await press(reader, ada, reply, buttons.readOnIn[wanted]).response();
        expect(reading.ephemeral).toBe(true);
        expect(now(reply)?.components).toEqual(reply.components);

        let part = reading;
        while (readReply(part).labels.includes(buttons.previous)) {
          part = await press(reader, ada, part, buttons.previous).response();
        }
        const words = [readReply(part).quotes[0]?.words];
        while (readReply(part).labels.includes(buttons.next)) {
          part = await press(reader, ada, part, buttons.next).response();
          expect(part.id).toBe(reading.id);
          words.push(readReply(part).quotes[0]?.words);
        }
        expect(words.join(' ')).toBe(whole);
        expect(textsOf(part.components)[0]).toBe(
          `-# ${say.headings[wanted]} · ${say.discord.part(words.length, words.length)}`,
        );
        const one = await press(reader, ada, reply, buttons.only[wanted]).response();
        expect(readReply(one).labels).toContain(buttons.readOn);
      },
    );

    it.each([
      ['Quel est le code secret du moulin de Valbrune ?', 'code.fr'],
      ['What is the secret code of the Valbrune mill?', 'code.en'],
      ['Que dit le panneau japonais du moulin de Valbrune ?', 'sign.fr'],
      ['What does the Japanese sign of the Valbrune mill say?', 'sign.en'],
      ['Comment se dessine la fête du moulin de Valbrune ?', 'party.fr'],
    ])(
      'a hostile passage, “%s”: its own words, obeyed by nobody, whatever is pressed',
      async (question, id) => {
        const ada = discord.person('ada');
        const reply = await ask(reader, ada, question, { private: true });
        const found = passages.find((passage) => passage.id.startsWith(id));
        const whole = plainSpaces(withoutControls(found?.text ?? ''));
        const [quote] = readReply(reply).quotes;
        expect(quote?.words.length).toBeGreaterThan(100);
        expect(whole).toContain(plainSpaces(quote?.words ?? '-'));

        const shown = [reply];
        const language = found?.language ?? 'fr';
        for (const label of [buttons.only[language], buttons.both]) {
          if (!readReply(shown.at(-1) ?? reply).labels.includes(label)) continue;
          shown.push(await press(reader, ada, shown.at(-1) ?? reply, label).response());
        }
        for (const label of [buttons.readOn, buttons.readOnIn[language]]) {
          if (!readReply(shown.at(-1) ?? reply).labels.includes(label)) continue;
          let part = await press(reader, ada, shown.at(-1) ?? reply, label).response();
          while (readReply(part).labels.includes(buttons.next)) {
            part = await press(reader, ada, part, buttons.next).response();
            expect(whole).toContain(plainSpaces(readReply(part).quotes[0]?.words ?? '-'));
          }
          shown.push(part);
        }
        shown.push(...(await press(reader, ada, reply, buttons.share).followUps(1)));
        shown.push(await lookUp(reader, ada, found?.section.slice(0, 100) ?? ''));
        for (const message of shown) {
          expect(message).toMatchObject({ mentions: [], mention_everyone: false, mention_roles: [] });
          const ours = textsOf(message.components).filter((text) => !text.includes(`<@${ada.user.id}>`));
          for (const style of stylesOf(ours.flatMap((text) => readMarkdown(text)))) {
            expect(style).toMatch(/^(?:quote|strong|underline|subtext|heading)$/);
          }
          expect(ours.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
        }
      },
    );

    it('/sources: hostile titles are shown as they are', async () => {
      const { locale } = reader;
      const ada = discord.person('ada');
      let listed = await ada.slash('sources', {}, { channel: discord.channel, locale }).response();
      let words = readReply(listed).words;
      while (readReply(listed).labels.includes(buttons.next)) {
        listed = await press(reader, ada, listed, buttons.next).response();
        words += readReply(listed).words;
      }
      expect(words).toContain(
        { fr: '**Titre** [lien](https://evil.example) @everyone', en: '`Title` ||hidden||' }[reader.language],
      );
      expect(listed.mention_everyone).toBe(false);
    });
  });
});

describe('after the bot was stopped, its index deleted, and the bot started again', () => {
  interface Before {
    readonly reader: Reader;
    readonly ada: Person;
    readonly answer: Shown;
    readonly second: readonly string[];
    readonly topic: Shown;
    readonly unanswered: Shown;
    readonly hidden: Shown;
    readonly reading: Shown;
    readonly sources: Shown;
  }
  const before: Before[] = [];

  beforeAll(async () => {
    for (const reader of READERS) {
      const { buttons } = reader.say.discord;
      const ada = discord.person('ada');
      const asked = await ask(reader, ada, QUESTION);
      const paged = await press(reader, ada, asked, more(asked)).response();
      const cut = await ask(reader, ada, ABOUT_WHEEL);
      before.push({
        reader,
        ada,
        second: textsOf(paged.components),
        answer: await press(reader, ada, paged, buttons.previous).response(),
        topic: await lookUp(reader, ada, 'Odile Ferrand'),
        unanswered: await ask(reader, ada, UNANSWERED),
        hidden: await ask(reader, ada, QUESTION, { private: true }),
        reading: await press(reader, ada, cut, buttons.readOnIn.fr).response(),
        sources: await ada
          .slash('sources', {}, { channel: discord.channel, locale: reader.locale })
          .response(),
      });
    }
    expect(await bot.stop()).toBe(0);
    await rm(env.INDEX, { recursive: true });
    bot = await runBotOn(discord, { corpus, env });
  });

  it('every button does what it did', async () => {
    for (const { reader, ada, ...kept } of before) {
      const { buttons, notices } = reader.say.discord;
      const second = await press(reader, ada, kept.answer, more(kept.answer)).response();
      expect(second.id).toBe(kept.answer.id);
      expect(textsOf(second.components)).toEqual(kept.second);
      const one = await press(reader, ada, second, buttons.only.fr).response();
      expect(readReply(one).quotes).toHaveLength(1);
      const copy = await press(reader, discord.person('bob'), one, buttons.previous).response();
      expect(copy.ephemeral).toBe(true);

      const topic = await press(reader, ada, kept.topic, more(kept.topic)).response();
      expect(readReply(topic).words).toContain('Odile Ferrand · 2/3');
      const [first = ''] = readReply(kept.unanswered).labels;
      const opened = await press(reader, ada, kept.unanswered, first).response();
      expect(readReply(opened).quotes.length).toBeGreaterThan(0);

      const [step = ''] = readReply(kept.reading).labels;
      expect((await press(reader, ada, kept.reading, step).response()).id).toBe(kept.reading.id);
      const listed = await press(reader, ada, kept.sources, buttons.next).response();
      expect(readReply(listed).words).toContain(' · 2/');

      const pressed = press(reader, ada, kept.hidden, buttons.share);
      expect((await pressed.followUps(1))[0]?.ephemeral).toBe(false);
      expect(textsOf((await pressed.edited(kept.hidden)).components)).toEqual([notices.shared]);
      press(reader, ada, one, buttons.delete);
      await discord.gone(one);
    }
  });

  it('a passage that the corpus no longer has: asks to ask again; what it still has is shown', async () => {
    const replies = await Promise.all(
      READERS.map(async (reader) => {
        const ada = discord.person('ada');
        const answer = await ask(reader, ada, QUESTION);
        const topic = await lookUp(reader, ada, 'Odile Ferrand');
        const kept = await lookUp(reader, ada, 'La grande roue du moulin');
        return { reader, ada, answer, topic, kept };
      }),
    );
    expect(await bot.stop()).toBe(0);
    for (const name of ['founder.fr.md', 'founder.en.md']) {
      const text = await readFile(join(corpus, name), 'utf8');
      await writeFile(
        join(corpus, name),
        text.replaceAll(/Odile Ferrand (?=est|was|a |sat|founded)/g, 'O. F. '),
      );
    }
    bot = await runBotOn(discord, { corpus, env });

    for (const { reader, ada, answer, topic, kept } of replies) {
      const { buttons, notices } = reader.say.discord;
      for (const gone of [answer, topic]) {
        const only = buttons.only[gone === topic ? reader.language : 'fr'];
        const told = await toldBy(press(reader, ada, gone, only));
        expect(told.ephemeral).toBe(true);
        expect(textsOf(told.components)).toEqual([notices.outdated]);
        expect(now(gone)?.components).toEqual(gone.components);
      }
      const one = await press(reader, ada, kept, buttons.only[reader.language]).response();
      expect(readReply(one).quotes).toHaveLength(1);
      press(reader, ada, answer, buttons.delete);
      await discord.gone(answer);
    }
  });
});

// Said once here, so that the tests above may name what is on a button.
it('labels are short enough for a phone', () => {
  for (const { say } of READERS) {
    const {
      previous,
      next,
      both,
      readOn,
      share,
      delete: remove,
      more: forth,
      only,
      readOnIn,
    } = say.discord.buttons;
    for (const language of LANGUAGES) {
      const all = [
        previous,
        next,
        both,
        readOn,
        share,
        remove,
        forth(10, 10),
        only[language],
        readOnIn[otherLanguage(language)],
      ];
      for (const label of all) expect(label.length).toBeLessThanOrEqual(38);
    }
  }
});

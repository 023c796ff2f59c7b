import { ComponentType, type ModalSubmitInteraction } from 'discord.js';
import {
  type AnswerDraft,
  answerPages,
  newAnswerPath,
  type PageFile,
  removePages,
  writePages,
} from '../../corpus/answer-page.js';
import { dayOf, isCalendarDate } from '../../day.js';
import { phrasesFor } from '../../i18n/phrases.js';
import type { Quote } from '../../search/answer.js';
import { MOST_READ } from '../../search/order.js';
import type { SentQuestion } from '../../store/store.js';
import { acknowledge } from '../acknowledge.js';
import { CHOICES } from '../limits.js';
import { escapeMarkdown, oneLine, withoutControls } from '../markdown.js';
import { libraryFor } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import { FIELD } from '../views/team/forms.js';
import { noticeOf } from '../views/team/notice.js';
import type { Told } from '../views/team/told.js';
import { closeAll, openAmong, toldLine, whereAsked } from './close.js';
import { failureText } from './failures.js';

/** What somebody of the team wrote. */
interface Written {
  readonly title: string;
  readonly fr: string;
  readonly en: string;
  readonly source: string;
  readonly review: string;
}

/** Questions that an answer is being published to. */
const publishing = new Set<string>();

/**
 * Publishes what somebody of the team wrote, and tells whoever asked. Where that fails, the words are given back.
 *
 * @param questions ids of those that it answers; none when nobody has sent any
 */
export async function publishAnswer(
  interaction: ModalSubmitInteraction,
  questions: readonly string[],
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { answer, post } = phrases.team;
  const acknowledgement = acknowledge(interaction, true, service);
  const written = writtenIn(interaction);
  const refuse = async (why: string): Promise<void> => {
    await acknowledgement.send(noticeOf(why, ...wordsOf(interaction)));
  };
  if (service.libraries === null) return refuse(phrases.discord.notices.loading);
  const today = dayOf(new Date());
  if (written.fr === '' && written.en === '') return refuse(answer.empty);
  if (written.review !== '' && !isDayAfter(today, written.review))
    return refuse(answer.badDate(written.review));
  if (questions.some((id) => publishing.has(id))) return refuse(post.beingAnswered);
  for (const id of questions) publishing.add(id);
  try {
    const { open, refusal } = await openAmong(questions, phrases, service);
    if (questions.length > 0 && refusal !== null) return await refuse(refusal);
    const path = await published(written, today, interaction, service);
    if (path === null) return await refuse(answer.unreadable);
    const closing = {
      outcome: 'answered',
      at: new Date().toISOString(),
      by: interaction.user.id,
      with: path,
    } as const;
    const tell = (question: SentQuestion) => toldOf(question, path, written.title, service);
    const done = await closeAll(open, closing, tell, interaction.client, service);
    const said = answer.published(escapeMarkdown(written.title), `${path}*.md`);
    await acknowledgement.send(noticeOf(said, questions.length === 0 ? '' : toldLine(done, phrases)));
  } catch (error) {
    await refuse(failureText(error, phrases, service));
  } finally {
    for (const id of questions) publishing.delete(id);
  }
}

function writtenIn({ fields }: ModalSubmitInteraction): Written {
  const read = (name: string) => withoutControls(fields.getTextInputValue(name)).trim();
  return {
    title: oneLine(read(FIELD.question)),
    fr: read(FIELD.fr),
    en: read(FIELD.en),
    source: oneLine(read(FIELD.source)),
    review: read(FIELD.review),
  };
}

/** What was written in a form, to be copied where it cannot be published. */
export function wordsOf({ fields, locale }: ModalSubmitInteraction): string[] {
  const text = fields.fields
    .map((field) => (field.type === ComponentType.TextInput ? withoutControls(field.value).trim() : ''))
    .filter((part) => part !== '')
    .join('\n\n');
  if (text === '') return [];
  const { lost } = phrasesOf(locale).team.answer;
  return [lost, `\`\`\`\n${text.replaceAll('```', '\u02cb\u02cb\u02cb')}\n\`\`\``];
}

function isDayAfter(today: string, day: string): boolean {
  return day.length === today.length && isCalendarDate(day) && day > today;
}

/**
 * Writes pages and has the bot answer from them; gives their path. Null when nothing of them can be quoted: they are
 * then gone again, as they are when anything fails.
 */
async function published(
  { title, source, review, ...texts }: Written,
  today: string,
  interaction: ModalSubmitInteraction,
  service: Service,
): Promise<string | null> {
  const { corpusFolder } = service.config;
  const { user, member, guildId } = interaction;
  const name = oneLine(member !== null && 'displayName' in member ? member.displayName : user.displayName);
  const verified = {
    fr: phrasesFor('fr').team.answer.verified(name, today),
    en: phrasesFor('en').team.answer.verified(name, today),
  };
  const draft: AnswerDraft = { title, texts, source, verified, asOf: today };
  const path = newAnswerPath(corpusFolder, draft);
  const pages = answerPages(path, draft);
  try {
    await writePages(corpusFolder, pages);
    const { engine } = await service.renew();
    const files = await engine.sourceFiles();
    const readable = new Set(files.filter(({ passages }) => passages > 0).map((file) => file.path));
    if (pages.every((page) => readable.has(page.path))) {
      const reviewOn = review === '' ? null : review;
      const page = {
        path,
        guild: guildId ?? '',
        title,
        author: user.id,
        verifiedAt: new Date().toISOString(),
      };
      await service.store.keepPage({ ...page, reviewOn });
      return path;
    }
    await takeBack(pages, service);
    return null;
  } catch (error) {
    await takeBack(pages, service);
    throw error;
  }
}

async function takeBack(pages: readonly PageFile[], service: Service): Promise<void> {
  await removePages(service.config.corpusFolder, pages);
  // What could not be read before can most often be read without them; the old library stays otherwise.
  await service.renew().catch((error: unknown) => service.log.error({ event: 'not-renewed', error }));
}

/** What the asker of a question is told of the page that answers it: its passage, quoted as the bot does. */
async function toldOf(question: SentQuestion, path: string, title: string, service: Service): Promise<Told> {
  const { queue } = service;
  const library = await libraryFor(whereAsked(question), service);
  const { text, language, asker } = question;
  const isOfPage = ({ document }: Quote) => document.startsWith(`${path}.`);
  if (library !== null) {
    const { engine } = library;
    const { quotes } = await queue.run(asker, () =>
      engine.ask(text, { limit: MOST_READ, language, locale: language }),
    );
    const found = quotes.find(isOfPage);
    if (found !== undefined) return { how: 'answered', quote: found };
    for (const { key } of await engine.suggest(title, language, CHOICES)) {
      const quote = await engine.quote(key, { language });
      if (quote !== null && isOfPage(quote)) return { how: 'answered', quote };
    }
  }
  return { how: 'elsewhere', where: title };
}

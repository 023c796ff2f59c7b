import type { MessageComponentInteraction } from 'discord.js';
import type { DailyFact } from '../../store/quizzes.js';
import { delivered } from '../acknowledge.js';
import { languageOf, phrasesOf, type Service } from '../service.js';
import { mayManage } from '../team/access.js';
import { failureText } from '../team/failures.js';
import { tellPrivately } from '../team/reply.js';
import { dailyView } from '../views/daily.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS } from '../views/view.js';
import type { DailyPress } from './daily-id.js';
import { nextTime, ZONES } from './schedule.js';

/** The hour of a server that has chosen none. */
const MORNING = 9;

/** Shows the panel of the fact of the day, or changes what is chosen in it, for those who may manage the server. */
export async function onDailyPress(
  interaction: MessageComponentInteraction,
  press: DailyPress,
  service: Service,
): Promise<void> {
  if (!(interaction.isButton() || interaction.isAnySelectMenu())) return;
  const phrases = phrasesOf(interaction.locale);
  const { guildId, guildLocale } = interaction;
  const refuse = (why: string) => tellPrivately(interaction, noticeOf(why), service);
  if (service.closing) return refuse(phrases.discord.notices.closing);
  if (guildId === null) return refuse(phrases.team.guildOnly);
  if (!mayManage(interaction)) return refuse(phrases.team.settings.notManager);
  const [chosen = ''] = interaction.isAnySelectMenu() ? interaction.values : [];
  const isFrench = languageOf(guildLocale ?? '') === 'fr';
  const usual = { guild: guildId, hour: MORNING, zone: isFrench ? 'Europe/Paris' : 'UTC' };
  try {
    const before = await service.store.dailyFact(guildId);
    if (press === 'off') await service.store.deleteDailyFact(guildId);
    const changed = changedBy(press, chosen, before, usual);
    if (changed !== null) {
      const nextAt = nextTime(changed, new Date()).toISOString();
      await service.store.keepDailyFact({ ...changed, nextAt });
    }
    const view = dailyView(await service.store.dailyFact(guildId), phrases);
    if (press === 'open') return await tellPrivately(interaction, view, service);
    await delivered(service, () => interaction.update({ ...SHARED_OPTIONS, ...view }));
  } catch (error) {
    await refuse(failureText(error, phrases, service));
  }
}

type Chosen = Omit<DailyFact, 'nextAt'>;

/** What is chosen after a press; null when the press chooses nothing. */
function changedBy(
  press: DailyPress,
  chosen: string,
  before: Chosen | null,
  usual: Omit<Chosen, 'channel'>,
): Chosen | null {
  if (press === 'channel') return chosen === '' ? null : { ...usual, ...before, channel: chosen };
  if (before === null) return null;
  const hour = Number(chosen);
  if (press === 'hour') return /^\d{1,2}$/.test(chosen) && hour < 24 ? { ...before, hour } : null;
  const zone = ZONES.find((each) => each === chosen);
  return press === 'zone' && zone !== undefined ? { ...before, zone } : null;
}

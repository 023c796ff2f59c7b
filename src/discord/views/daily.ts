import {
  ActionRowBuilder,
  ChannelSelectMenuBuilder,
  ChannelType,
  ContainerBuilder,
  channelMention,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TimestampStyles,
  time,
} from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import type { QuoteSide } from '../../search/answer.js';
import type { DailyFact } from '../../store/quizzes.js';
import { dailyIdOf } from '../daily/daily-id.js';
import { ZONES } from '../daily/schedule.js';
import { showPassages } from './passage.js';
import { sourceLine } from './source.js';
import { ACCENT, buttonOf, type View, viewOf } from './view.js';

/** Of a message's room, what a fact takes. */
const SENTENCE = 2000;

/** A sentence of the corpus, with where it comes from and its date. */
export function factView(side: QuoteSide, phrases: Phrases): View {
  const { start, end } = side.highlight ?? { start: 0, end: side.text.length };
  const text = side.text.slice(start, end);
  const [shown] = showPassages([{ text, language: side.language, highlight: null, span: null }], SENTENCE);
  const texts = [`-# ${phrases.quiz.daily.title}`, shown?.content ?? '', sourceLine(side, phrases)];
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
  );
}

/** Where and when a server has its fact of the day, with what changes it. */
export function dailyView(fact: DailyFact | null, phrases: Phrases): View {
  const { daily: say } = phrases.quiz;
  const state =
    fact === null
      ? say.off
      : say.on(channelMention(fact.channel), time(new Date(fact.nextAt), TimestampStyles.LongDateTime));
  const container = new ContainerBuilder()
    .setAccentColor(fact === null ? ACCENT.none : ACCENT.answered)
    .addTextDisplayComponents(
      new TextDisplayBuilder({ content: `### ${say.title}\n${say.intro}\n${state}` }),
    );
  const channels = new ChannelSelectMenuBuilder()
    .setCustomId(dailyIdOf('channel'))
    .setPlaceholder(say.channel)
    .setChannelTypes(ChannelType.GuildText, ChannelType.GuildAnnouncement);
  if (fact !== null) channels.setDefaultChannels(fact.channel);
  container.addActionRowComponents(new ActionRowBuilder<typeof channels>().addComponents(channels));
  if (fact === null) return { components: [container.toJSON()] };
  const hours = new StringSelectMenuBuilder().setCustomId(dailyIdOf('hour')).addOptions(
    Array.from({ length: 24 }, (_, hour) => ({
      label: say.hour(hour),
      value: String(hour),
      default: hour === fact.hour,
    })),
  );
  const zones = new StringSelectMenuBuilder()
    .setCustomId(dailyIdOf('zone'))
    .addOptions(ZONES.map((zone) => ({ label: zone, value: zone, default: zone === fact.zone })));
  for (const menu of [hours, zones])
    container.addActionRowComponents(new ActionRowBuilder<typeof menu>().addComponents(menu));
  const off = buttonOf({ label: say.switchOff, press: { daily: 'off' } });
  container.addActionRowComponents(new ActionRowBuilder<typeof off>().addComponents(off));
  return { components: [container.toJSON()] };
}

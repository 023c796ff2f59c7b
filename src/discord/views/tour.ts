import { ActionRowBuilder, type ButtonBuilder, ChannelSelectMenuBuilder, ChannelType } from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import type { Card } from '../../search/card.js';
import { tourIdOf } from '../tour-id.js';
import { shortCard } from './about.js';
import { ACCENT, type Button, buttonOf, type View, viewOf } from './view.js';

/** Where somebody is in the tour. */
export interface TourContent {
  /** Null at the end. */
  readonly card: Card | null;
  /** From 0. */
  readonly step: number;
  /** The step that is the end; 0 when there is nothing to show. */
  readonly end: number;
  /** Whether they left it here before. Default false. */
  readonly isResumed?: boolean;
}

/** The button that begins the tour, or goes on with it. */
export function takeButton({ tour }: Phrases): Button {
  return { label: tour.buttons.take, press: { tour: { action: 'take' } } };
}

/** A step of the tour: a card in short, two questions, and the way on and back; or its end. */
export function tourView({ card, step, end, isResumed = false }: TourContent, phrases: Phrases): View {
  const { tour: say } = phrases;
  if (end === 0) return viewOf(ACCENT.none, [{ content: say.empty }]);
  const to = (label: string, other: number, isBack = false): Button => ({
    label,
    press: { tour: { action: 'step', step: other, isBack } },
  });
  const place = `-# ${say.step(step + 1, end + 1)}`;
  const back = step > 0 ? [to(say.buttons.back, step - 1, true)] : [];
  const again = to(say.buttons.again, 0);
  if (card === null) {
    const texts = [place, `### ${say.end.title}`, say.end.ask, `${say.end.quiz}\n${say.end.more}`];
    return viewOf(
      ACCENT.answered,
      texts.map((content) => ({ content })),
      [[...back, again]],
    );
  }
  const isLeft = isResumed && step > 0;
  const short = shortCard(card, phrases);
  const texts = [isLeft ? `${place}\n-# ${say.resumed}` : place, ...short.texts];
  const stop: Button = { label: say.buttons.stop, press: { tour: { action: 'stop', step } } };
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
    [short.buttons, [...back, to(say.buttons.next, step + 1), stop, ...(isLeft && step > 1 ? [again] : [])]],
  );
}

/** That the tour is stopped, with the way back into it. */
export function stoppedView(step: number, { tour: say }: Phrases): View {
  const resume: Button = {
    label: say.buttons.resume,
    press: { tour: { action: 'step', step, isBack: false } },
  };
  return viewOf(ACCENT.none, [{ content: say.stopped }], [[resume]]);
}

/** What a server posts for those who arrive. */
export function welcomeView(phrases: Phrases): View {
  const { title, text } = phrases.tour.welcome;
  return viewOf(ACCENT.topic, [{ content: `### ${title}\n${text}` }], [[takeButton(phrases)]]);
}

/** A message with the button that begins the tour under it: for somebody who writes to the bot for the first time. */
export function withTour(view: View, phrases: Phrases): View {
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(buttonOf(takeButton(phrases)));
  return { ...view, components: [...view.components, row.toJSON()] };
}

/** The menu in the settings that posts a welcome. */
export function welcomeMenu({ tour }: Phrases): ActionRowBuilder<ChannelSelectMenuBuilder> {
  const menu = new ChannelSelectMenuBuilder()
    .setCustomId(tourIdOf({ action: 'welcome' }))
    .setPlaceholder(tour.welcome.setting)
    .setChannelTypes(ChannelType.GuildText, ChannelType.GuildAnnouncement);
  return new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(menu);
}

import {
  ActionRowBuilder,
  type APIMessageTopLevelComponent,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  MessageFlags,
  TextDisplayBuilder,
} from 'discord.js';
import { z } from 'zod';
import { customIdOf, type Press } from '../custom-id.js';
import { type DailyPress, dailyIdOf } from '../daily/daily-id.js';
import { cut, LABEL, ROW_BUTTONS } from '../limits.js';
import { oneLine } from '../markdown.js';
import { type QuizPress, quizIdOf } from '../quiz/quiz-id.js';
import { type TeamPress, teamIdOf } from '../team-id.js';
import { type TourPress, tourIdOf } from '../tour-id.js';

/** What a message of the bot shows: it is sent together with `SHARED_OPTIONS`. */
export interface View {
  readonly components: APIMessageTopLevelComponent[];
  /** Pictures that the components show, by `attachment://` and their names; the description is their alternative text. */
  readonly files?: readonly {
    readonly attachment: Buffer;
    readonly name: string;
    readonly description: string;
  }[];
}

/** What every message of the bot is sent with: no preview of links, and nobody pinged. */
export const SHARED_OPTIONS = {
  flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
  allowedMentions: { parse: [], repliedUser: false },
};

/** Colours of the bar beside a message. */
export const ACCENT = {
  answered: 0x23_a5_5a,
  unsure: 0xf0_b2_32,
  none: 0x80_84_8e,
  topic: 0x58_65_f2,
} as const;

/** A paragraph of a message. */
export interface Text {
  /** Discord's Markdown. */
  readonly content: string;
  /**
   * What the paragraph is found again by. Discord numbers the other components itself, from 1 up: ids are
   * above 1,000, so that no other component can be given them.
   */
  readonly id?: number;
}

const container = z.object({ components: z.array(z.unknown()) });
const paragraph = z.object({ id: z.number(), content: z.string() });

/** What the paragraph with an id says in a message, as Discord gives its components back; null when it has none. */
export function textWith(id: number, components: readonly unknown[]): string | null {
  for (const component of components) {
    for (const inner of container.safeParse(component).data?.components ?? []) {
      const { data } = paragraph.safeParse(inner);
      if (data?.id === id) return data.content;
    }
  }
  return null;
}

/** A button of a message. */
export interface Button {
  readonly label: string;
  readonly press:
    | Press
    | { readonly team: TeamPress }
    | { readonly quiz: QuizPress }
    | { readonly daily: DailyPress }
    | { readonly tour: TourPress };
}

/** Paragraphs and, under them, rows of buttons, beside a bar of a colour. Rows of more than five are broken. */
export function viewOf(
  accent: number,
  texts: readonly Text[],
  rows: readonly (readonly Button[])[] = [],
): View {
  const container = new ContainerBuilder()
    .setAccentColor(accent)
    .addTextDisplayComponents(texts.map((text) => new TextDisplayBuilder(text)));
  const broken = rows.flatMap(inRows).map((row) => row.map(buttonOf));
  for (const row of broken) {
    container.addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(row));
  }
  return { components: [container.toJSON()] };
}

/** A text as the label of a button, where Markdown means nothing. */
export function labelOf(text: string): string {
  return cut(oneLine(text), LABEL);
}

/** A button as Discord takes it. */
export function buttonOf({ label, press }: Button): ButtonBuilder {
  return new ButtonBuilder().setStyle(ButtonStyle.Secondary).setLabel(label).setCustomId(idOf(press));
}

function idOf(press: Button['press']): string {
  if ('team' in press) return teamIdOf(press.team);
  if ('quiz' in press) return quizIdOf(press.quiz);
  if ('tour' in press) return tourIdOf(press.tour);
  return 'daily' in press ? dailyIdOf(press.daily) : customIdOf(press);
}

function inRows(buttons: readonly Button[]): Button[][] {
  const rows = Array.from({ length: Math.ceil(buttons.length / ROW_BUTTONS) });
  return rows.map((_, i) => buttons.slice(i * ROW_BUTTONS, (i + 1) * ROW_BUTTONS));
}

/** What the panel of the fact of the day asks for: to be shown, or a channel, an hour, a zone, or no fact any more. */
const DAILY_PRESSES = ['open', 'channel', 'hour', 'zone', 'off'] as const;
export type DailyPress = (typeof DAILY_PRESSES)[number];

const VERSION = 'd1';

export function dailyIdOf(press: DailyPress): string {
  return `${VERSION}|${press}`;
}

/** What a custom id asks for; null when it is of another version, or none of these. */
export function dailyPressOf(customId: string): DailyPress | null {
  return DAILY_PRESSES.find((press) => dailyIdOf(press) === customId) ?? null;
}

import { TimestampStyles, time, userMention } from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import { ACCENT, type View, viewOf } from './view.js';

/** Too many questions of one person; `retryAt` is when the next one is taken. */
export function rateLimitedView(retryAt: Date, phrases: Phrases): View {
  return noticeView(phrases.discord.notices.rateLimited(time(retryAt, TimestampStyles.RelativeTime)));
}

/** Too many questions of everybody. */
export function busyView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.busy);
}

/** The corpus is still being loaded. */
export function loadingView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.loading);
}

/** The bot is leaving. */
export function closingView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.closing);
}

/** Something failed. */
export function failedView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.failed);
}

/** A button of an earlier version, or for a passage that the corpus has no more. */
export function outdatedView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.outdated);
}

/** No passage stands under the topic that was typed. */
export function unknownTopicView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.unknownTopic);
}

/** A message in which there is no text. */
export function unreadableView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.unreadable);
}

/** A message that Discord does not show to the bot, which it would if it mentioned it; `bot` is its user id. */
export function hiddenView(bot: string, phrases: Phrases): View {
  return noticeView(phrases.discord.notices.hidden(userMention(bot)));
}

/** The bot may not write where it was asked to. */
export function forbiddenView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.forbidden);
}

/** Somebody else's reply, that only its asker or a moderator may delete. */
export function notYoursView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.notYours);
}

/** Not everybody who would see a private answer may read what it quotes. */
export function unshareableView(phrases: Phrases): View {
  return noticeView(phrases.corpus.rights.unshareable);
}

/** A private answer was shown to all. */
export function sharedView(phrases: Phrases): View {
  return noticeView(phrases.discord.notices.shared);
}

function noticeView(content: string): View {
  return viewOf(ACCENT.none, [{ content }]);
}

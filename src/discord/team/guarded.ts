import { delivered } from '../acknowledge.js';
import { phrasesOf, type Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS } from '../views/view.js';
import { type Doing, isOfTeam, mayChangeCorpus } from './access.js';
import { failureText } from './failures.js';
import { tellPrivately } from './reply.js';

/** What somebody does: presses, or uses a command. */
type Action = TeamPress['action'] | 'team' | 'settings' | 'folder' | 'privacy' | 'corpus' | 'change';

/** What is for the team alone. */
const OF_TEAM: ReadonlySet<Action> = new Set<Action>([
  ...(['team', 'answer', 'documented', 'declined', 'solved', 'open', 'resolve', 'reviewed'] as const),
  ...(['corpus', 'change', 'upload', 'publish', 'discard', 'see', 'files', 'keep'] as const),
]);

/** What changes the corpus, or who reads it, and what leads there: nobody writes what would then be refused. */
const OF_CORPUS: ReadonlySet<Action> = new Set<Action>([
  ...(['answer', 'keep', 'change', 'upload', 'publish', 'folder', 'limit'] as const),
]);

/** What can be done outside of a server: one's own data is one's own everywhere. */
const ANYWHERE: ReadonlySet<Action> = new Set<Action>(['privacy', 'forget']);

/**
 * Does something for those it is for, where it can be done; says so when it fails.
 *
 * @param givenBack what is said beside why it is not done: the words of somebody who wrote much
 */
export async function guarded(
  doing: Doing,
  action: Action,
  service: Service,
  work: (guild: string) => Promise<void>,
  givenBack: readonly string[] = [],
): Promise<void> {
  const phrases = phrasesOf(doing.locale);
  const guild = doing.guildId ?? '';
  const refuse = (why: string) => tellPrivately(doing, noticeOf(why, ...givenBack), service);
  if (service.closing) return refuse(phrases.discord.notices.closing);
  if (guild === '' && !ANYWHERE.has(action)) return refuse(phrases.team.guildOnly);
  try {
    if (OF_TEAM.has(action) && !isOfTeam(doing, await service.store.settingsOf(guild)))
      return await refuse(phrases.team.post.notTeam);
    if (OF_CORPUS.has(action) && !mayChangeCorpus(doing, service.config))
      return await refuse(phrases.corpus.refused.server);
    await work(guild);
  } catch (error) {
    const why = failureText(error, phrases, service);
    if (!doing.replied && !doing.deferred) return refuse(why);
    await delivered(service, () => doing.editReply({ ...SHARED_OPTIONS, ...noticeOf(why, ...givenBack) }));
  }
}

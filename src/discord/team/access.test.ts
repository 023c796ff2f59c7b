import { expect, it } from 'vitest';
import { mayChangeCorpus } from './access.js';

const [OURS, OTHER, THIRD] = ['111111111111111111', '222222222222222222', '333333333333333333'];
const UNSET = { corpusServers: null, guildId: null, shards: null };

it.each([
  ['the only server that the bot is in', UNSET, [OURS], [OURS]],
  ['none of two', UNSET, [OURS, OTHER], []],
  ['none, where the bot is in none', UNSET, [], []],
  ['none of those that some of the shards show', { ...UNSET, shards: [{ ids: [0], count: 2 }] }, [OURS], []],
  ['the one that commands are deployed to', { ...UNSET, guildId: OURS }, [OURS, OTHER], [OURS]],
  ['that one alone, though the bot is in another', { ...UNSET, guildId: OURS }, [OTHER], [OURS]],
  [
    'those that are named, and no other',
    { ...UNSET, guildId: OURS, corpusServers: [OTHER, THIRD] },
    [OURS, OTHER, THIRD],
    [OTHER, THIRD],
  ],
])('the corpus is changed from %s', (_, config, servers, allowed) => {
  const client = { guilds: { cache: new Map(servers.map((id) => [id, null])) } };
  const may = [OURS, OTHER, THIRD, null].filter((guildId) => mayChangeCorpus({ guildId, client }, config));
  expect(may).toEqual(allowed);
});

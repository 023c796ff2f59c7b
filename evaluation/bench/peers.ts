import type { Engine } from '../../src/search/engine.js';
import { installedPeers, type PeerKind } from '../evaluate/peers.js';
import { buildPeerInProcess, type Place, type Timed } from './node-process.js';
import { type Figure, percentile, summarise } from './report.js';
import { type Asked, byTurns, ROUNDS, timed } from './timing.js';

/** Questions that a peer is asked to warm up, the slow ones too. */
const WARM_UP = 10;
/** What all rounds of a peer may take, in seconds, before it is asked fewer questions than the others. */
const MOST_SECONDS = 30;
/** Questions of a round that even the slowest is asked. */
const FEWEST = 20;

/** What peers took, and what is to be said of how that was measured. */
export interface PeerFigures {
  readonly figures: readonly Figure[];
  readonly remarks: readonly string[];
}

/**
 * How many questions apart are those that a peer is asked: 1 when it is quick enough to be asked all of them.
 *
 * @param questions How many there are.
 * @param ms What one takes.
 */
export function questionsApart(questions: number, ms: number): number {
  const affordable = Math.max(FEWEST, (1_000 * MOST_SECONDS) / (ROUNDS * ms));
  return Math.max(1, Math.floor(questions / affordable));
}

/**
 * Times questions put by turns to the engine and to a peer over the same passages and vectors, one installed
 * peer after the other: a large corpus is not to be held by all of them at once.
 */
export async function measurePeers(
  engine: Engine,
  warmUp: readonly Asked[],
  asked: readonly Asked[],
): Promise<PeerFigures> {
  const figures: Figure[] = [];
  const remarks: string[] = [];
  for (const kind of (await installedPeers()).kinds) {
    const measured = await measurePeer(engine, kind, warmUp, asked);
    figures.push(...measured.figures);
    remarks.push(...measured.remarks);
  }
  return { figures, remarks };
}

/** Milliseconds that one question took the engine and a peer. */
interface Pairing {
  readonly engine: number;
  readonly peer: number;
}

async function measurePeer(
  engine: Engine,
  { name, usesVectors, open }: PeerKind,
  warmUp: readonly Asked[],
  asked: readonly Asked[],
): Promise<PeerFigures> {
  const peer = await open(engine.index, engine.embedder);
  const none = new Float32Array();
  const ask = async (question: string) =>
    peer.find(question, usesVectors ? await engine.embedder.embedQuery(question) : none);
  const times: number[] = [];
  for (const { question } of warmUp.slice(0, WARM_UP)) times.push(await timed(() => ask(question)));
  const every = questionsApart(asked.length, percentile(times, 50));
  const some = asked.filter((_, i) => i % every === 0);

  const rounds: Pairing[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const pairings: Pairing[] = [];
    for (const [i, { question, options }] of some.entries()) {
      const given = options();
      const pairing = { engine: 0, peer: 0 };
      const askEngine = async () => {
        pairing.engine = await timed(() => engine.ask(question, given));
      };
      const askPeer = async () => {
        pairing.peer = await timed(() => ask(question));
      };
      await byTurns([askEngine, askPeer], round + i);
      pairings.push(pairing);
    }
    rounds.push(pairings);
  }

  const over = (percent: number, of: (pairing: Pairing) => number) =>
    summarise(...rounds.map((pairings) => percentile(pairings.map(of), percent)));
  const theirs = (pairing: Pairing) => pairing.peer;
  const bytes = await peer.savedBytes();
  return {
    figures: [
      {
        ...{ name: `${name}, p50`, unit: 'ms', measure: over(50, theirs) },
        curve: { plot: 'question', name },
      },
      { name: `${name}, p95`, unit: 'ms', measure: over(95, theirs) },
      { name: `engine ÷ ${name}`, unit: '×', measure: over(50, (pairing) => pairing.engine / pairing.peer) },
      { name: `${name}, on disk`, unit: 'MB', measure: summarise(bytes / 1e6) },
      {
        name: `index ÷ ${name}, on disk`,
        unit: '×',
        measure: summarise(savedBytesOf(engine) / bytes),
      },
    ],
    remarks: every === 1 ? [] : [`${name}, which is slow, is asked one question in ${every}.`],
  };
}

/** Bytes of the files of an engine’s index. */
function savedBytesOf({ index }: Engine): number {
  return Object.values(index.manifest.checksums).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** A build of ours and one of each installed peer, each in a process of its own. */
export interface Builds {
  readonly ours: Timed;
  readonly encoder: Timed;
  readonly peers: ReadonlyMap<string, Timed>;
}

/** Builds every installed peer over a corpus, one after the other. */
export async function buildPeers(place: Place): Promise<Map<string, Timed>> {
  const builds = new Map<string, Timed>();
  for (const { name } of (await installedPeers()).kinds)
    builds.set(name, await buildPeerInProcess(name, place));
  return builds;
}

/** What building took the peers, beside ours. */
export function buildFigures(runs: readonly Builds[]): Figure[] {
  const names = [...(runs[0]?.peers.keys() ?? [])];
  return names.flatMap((name): Figure[] => {
    const over = (of: (peer: Timed, ours: Timed) => number) =>
      summarise(
        ...runs.flatMap(({ ours, peers }) => {
          const peer = peers.get(name);
          return peer === undefined ? [] : [of(peer, ours)];
        }),
      );
    return [
      {
        ...{ name: `${name}, build`, unit: 's', measure: over(({ workSeconds }) => workSeconds) },
        curve: { plot: 'build', name },
      },
      { name: `${name}, build, memory`, unit: 'MB', measure: over(({ workMB }) => workMB) },
      {
        name: `build ÷ ${name}, time`,
        unit: '×',
        measure: over((peer, ours) => ours.workSeconds / peer.workSeconds),
      },
      {
        name: `build ÷ ${name}, memory`,
        unit: '×',
        measure: over((peer, ours) => ours.workMB / peer.workMB),
      },
    ];
  });
}

import { bootstrap, type Estimate } from './bootstrap.js';
import { METRICS, type Metric } from './metrics.js';
import type { Outcome } from './outcome.js';
import { paired } from './parity.js';

/** Something that was asked the questions. */
export interface System {
  readonly name: string;
  readonly outcomes: readonly Outcome[];
  /** The confidence of an `uncalibrated peer` is a score, no probability. */
  readonly kind: 'verbatim' | 'peer' | 'uncalibrated peer';
}

/** A system and its figures. */
export interface Measured extends System {
  readonly figures: ReadonlyMap<string, Estimate>;
}

/** Figures that need probabilities. */
const OF_PROBABILITIES = new Set(['ece', 'eceMass']);
/** Set equal for the peers: see `answeringAsOften`. */
const EQUAL = 'coverage';

/** Whether a metric says something about a system. */
function applies({ key, ofPeers }: Metric, { kind }: System): boolean {
  if (kind === 'verbatim') return true;
  return ofPeers && (kind === 'peer' || !OF_PROBABILITIES.has(key));
}

/** All figures of a system, each with its interval. */
export function measure(system: System): Measured {
  const figures = METRICS.filter((metric) => applies(metric, system)).map(
    (metric) => [metric.key, bootstrap(system.outcomes, metric.of)] as const,
  );
  return { ...system, figures: new Map(figures) };
}

/** How Verbatim stands beside the best of its peers. */
export interface Standing {
  readonly metric: Metric;
  readonly peer: string;
  /** Verbatim’s figure less the peer’s, question by question. */
  readonly difference: Estimate;
  /** Ahead of every peer; as good as the best, where nothing can be better; or behind one. */
  readonly place: 'ahead' | 'level' | 'behind';
}

/** Verbatim beside the best of its peers, figure by figure. */
export function standings(ours: Measured, systems: readonly Measured[]): Standing[] {
  const peers = systems.filter(({ kind }) => kind !== 'verbatim');
  return METRICS.filter(({ ofPeers, key }) => ofPeers && key !== EQUAL).flatMap((metric) => {
    const own = ours.figures.get(metric.key)?.value ?? null;
    const sign = metric.better === 'higher' ? 1 : -1;
    const gainOf = (peer: Measured) => sign * (peer.figures.get(metric.key)?.value ?? Number.NaN);
    const [best] = peers.filter((peer) => !Number.isNaN(gainOf(peer))).sort((a, b) => gainOf(b) - gainOf(a));
    if (own === null || best === undefined) return [];
    const lead = sign * own - gainOf(best);
    const [compared] = paired({ names: [ours.name, best.name], note: '' }, ours.outcomes, best.outcomes, [
      metric,
    ]).compared;
    if (compared === undefined) return [];
    const place = lead > 0 ? 'ahead' : lead === 0 ? 'level' : 'behind';
    return [{ metric, peer: best.name, difference: compared.difference, place } as const];
  });
}

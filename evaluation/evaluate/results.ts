import type { Engine } from '../../src/search/engine.js';
import type { Estimate } from './bootstrap.js';
import { calibrationBins, riskCoverage } from './curves.js';
import type { Compared, Parity } from './parity.js';
import type { Findings } from './report.js';
import type { Shapes } from './shapes.js';
import type { Measured } from './systems.js';

/** Points of a curve that are kept, about. */
const POINTS = 50;

/** The findings as JSON: the same input gives the same bytes. */
export function resultsOf({ index }: Engine, findings: Findings): unknown {
  const { manifest } = index;
  const { systems, standings, languages, across, ablations, targets, shapes } = findings;
  return {
    corpus: { hash: manifest.corpus.hash, ...manifest.counts },
    model: { hash: manifest.model.fileHash, dimension: manifest.model.dimension },
    questions: systems[0]?.outcomes.length ?? 0,
    targets,
    systems: systems.map(systemOf),
    standings: standings.map(({ metric, peer, difference, place }) => ({
      metric: metric.key,
      peer,
      place,
      difference: rounded(difference),
    })),
    languages: parityOf(languages),
    acrossLanguages: across === null ? null : parityOf(across),
    ablations: ablations.map(({ part, kind, compared }) => ({ part, kind, figures: comparedOf(compared) })),
    shapes: shapes === null ? null : shapesOf(shapes),
  };
}

function shapesOf({ measured, across, corpusHash, passages }: Shapes): unknown {
  return {
    corpus: { hash: corpusHash, passages },
    questions: measured.outcomes.length,
    system: systemOf(measured),
    acrossLanguages: across === null ? null : parityOf(across),
  };
}

function systemOf({ name, kind, outcomes, figures }: Measured): unknown {
  const { points } = riskCoverage(outcomes);
  const every = Math.max(1, Math.floor(points.length / POINTS));
  return {
    name,
    figures: Object.fromEntries([...figures].map(([key, estimate]) => [key, rounded(estimate)])),
    riskCoverage: points
      .filter((_, i) => i % every === 0 || i === points.length - 1)
      .map(({ coverage, risk }) => [round(coverage), round(risk)]),
    calibration:
      kind !== 'uncalibrated peer'
        ? calibrationBins(outcomes, 'width').map(({ count, confidence, right }) => ({
            count,
            confidence: round(confidence),
            right: round(right),
          }))
        : null,
  };
}

function parityOf({ names, questions, compared }: Parity): unknown {
  return { names, questions, figures: comparedOf(compared) };
}

function comparedOf(compared: readonly Compared[]): unknown {
  return Object.fromEntries(
    compared.map(({ metric, first, second, difference }) => [
      metric.key,
      { first: rounded(first), second: rounded(second), difference: rounded(difference) },
    ]),
  );
}

function rounded({ value, low, high }: Estimate): Estimate {
  return { value: round(value), low: round(low), high: round(high) };
}

function round<T extends number | null>(value: T): number | T {
  return value === null ? value : Math.round(value * 1e4) / 1e4;
}

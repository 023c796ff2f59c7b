import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeTinyModel } from '../../test/tiny-model.js';
import { allPairs } from '../asked.js';
import { withEngineOver } from './search.js';

const model = await mkdtemp(join(tmpdir(), 'verbatim-tiny-'));
await writeTinyModel(model, { contextual: false });
afterAll(() => rm(model, { recursive: true }));

/** What Markdown, or a cutting into passages, would make something else of. */
const ODD = [
  'Marthe moud. Elle moud du seigle. Elle moud du blé. Elle moud de l’orge. Elle ne moud rien le dimanche.',
  '# Moulin à vent',
  '- une meule de grès',
  '1. le seigle du meunier',
  '<div>le blé</div> du moulin',
  '[note]: une roue sans fin',
  '| roue | eau |',
  '```farine',
  '> dit le meunier',
  '*** trois étoiles ***',
  'Le  moulin\u00a0:   1984',
  '    une ligne en retrait',
];

it('makes one passage of each, in order, whatever it holds', async () => {
  const settings = { id: model, cacheFolder: model };
  const read = await withEngineOver(ODD, 'fr', settings, async (engine) =>
    (await allPairs(engine)).map(({ fr }) => fr?.text.replace(/\s+/g, ' ')),
  );
  expect(read).toEqual(ODD.map((text) => text.replace(/\s+/g, ' ').trim()));
});

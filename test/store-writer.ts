/** Sends questions to a store for as long as it lives, and prints the id of each that was acknowledged. */
import { writeSync } from 'node:fs';
import { openStore } from '../src/store/embedded.js';
import { someQuestion } from './store-contract.js';

const store = await openStore(process.argv[2] ?? '');
for (;;) {
  const id = await store.addQuestion(someQuestion);
  await store.closeQuestion(id, { outcome: 'solved', at: someQuestion.askedAt, by: 'lea' });
  writeSync(1, `${id}\n`);
}

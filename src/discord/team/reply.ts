import { acknowledge } from '../acknowledge.js';
import type { Service } from '../service.js';
import type { View } from '../views/view.js';
import type { Doing } from './access.js';

/** Answers somebody with something that nobody else sees. */
export async function tellPrivately(doing: Doing, view: View, service: Service): Promise<void> {
  await acknowledge(doing, true, service).send(view);
}

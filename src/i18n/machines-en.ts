import type { FailureCode, FailureDetails } from '../failure.js';

/** Failures of what several machines share. */
export type MachineFailure = Extract<FailureCode, `postgres-${string}` | `move-${string}` | 'index-damaged'>;

export type MachineFailurePhrases = {
  readonly [C in MachineFailure]: (details: FailureDetails[C]) => string;
};

/** What can go wrong with what several machines share, in English; `system` puts the system's codes in words. */
export const machineFailuresEn = (system: (reason: string) => string): MachineFailurePhrases => ({
  'postgres-unreachable': (d) =>
    `The Postgres ${d.server} cannot be reached: ${system(d.reason)}. Check that it runs, and the address in STORE.`,
  'postgres-refused': (d) =>
    `The Postgres ${d.server} refuses: ${d.reason}. Check user, password and database in STORE, and that the user owns the database.`,
  'postgres-busy': (d) =>
    `The Postgres ${d.server} has no connection left. Raise its max_connections, or run fewer processes: each takes up to four.`,
  'postgres-version': (d) =>
    `The Postgres ${d.server} is version ${d.version}, which is too old: install ${d.wanted} or newer.`,
  'index-damaged': (d) =>
    `The version of the index in ${d.place} is damaged (${d.file}). Run “verbatim index --force” with the same STORE.`,
  'move-occupied': (d) =>
    `${d.place} holds something else already, which nothing is written over. Take an empty database, or move that one away.`,
  'move-differs': (d) =>
    `What was written to ${d.place} is not what is read back. Nothing was moved; what there was is where it was.`,
});

/** What there is to say of several machines, in English. */
export const machinesEn = {
  storeOption:
    'Postgres that state and index are shared in; STORE_FILE keeps its password off the command line',
  waiting: (why: string, seconds: number) => `${why} Trying again in ${seconds} s.`,
  published: (server: string) => `published in ${server}`,
};

/** What there is to say of several machines. */
export type MachinePhrases = typeof machinesEn;

import type { FailureCode, FailureDetails } from '../failure.js';
import { counter } from './count.js';

const count = counter('en');

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
  move: 'copy state and index into the Postgres of STORE, or back; what there was stays',
  moveLong:
    'Copies what people send to the team and the index into the Postgres of STORE, or from there back. Stop the bot first. What is written is read back and compared; nothing is written over, and what there was stays where it was. Whoever is interrupted can begin again.',
  back: 'from Postgres back into the folders',
  movedTable: (table: string, rows: number, sum: string) =>
    `${table}: ${count(rows, 'row', 'rows')}, SHA-256 ${sum}…`,
  movedIndex: (summary: string) => `index: ${summary}, checked to the last byte`,
  noIndex: (place: string) =>
    `index: none in ${place} for this version and model; it is built when it is needed`,
  moved: 'All of it is in Postgres now. Set STORE for every process, and start the bots.',
  movedBack: 'All of it is in the folders now. Take STORE out of the settings, and start one bot.',
  standby: 'Another process serves; this one stands by, and takes over when that one ends.',
  doctor: {
    postgres: (server: string, version: string) => `Postgres ${version} answers at ${server}`,
    migrations: 'Tables: those of this version',
    migrationsDue:
      'Tables: to be made or brought up to this version, which the next process with this STORE does',
    index: (date: string, isHeld: boolean) =>
      `Index: published on ${date}${isHeld ? ', and here' : '; the next question fetches it'}`,
    indexDue:
      'Index: none published for this version and model: run “verbatim index” where the documents are, or the first bot does',
    shards: (names: readonly string[]) => `Bots: serving now: ${names.join('; ')}`,
    noShards: 'Bots: none serves at the moment',
    unasked: 'Tables, index, bots: not looked at, for Postgres does not answer',
  },
  waiting: (why: string, seconds: number) => `${why} Trying again in ${seconds} s.`,
  published: (server: string) => `published in ${server}`,
};

/** What there is to say of several machines. */
export type MachinePhrases = typeof machinesEn;

import type { RemarkCode } from '../environment.js';
import { counter, decimal } from './count.js';
import { type Described, detail } from './details.js';

const count = counter('en');
const gigabytes = (bytes: number): string => `${decimal('en', bytes / 1e9, 1)}\u00a0GB`;

/** What is odd about the file of settings, in English. */
export const settingsEn: Described<RemarkCode> = {
  misspelt: (d) =>
    `${detail(d, 'file')}: ${detail(d, 'name')} is no setting; did you mean ${detail(d, 'meant')}?`,
  'stray-line': (d) => `${detail(d, 'file')}, line ${detail(d, 'line')}: not of the form NAME=value`,
  'utf-16': (d) =>
    `${detail(d, 'file')} is in UTF-16, which Docker and systemd do not read; save it as UTF-8`,
};

/** What a corpus holds, and what was not read of it. */
export interface CorpusCounts {
  readonly folder: string;
  readonly documents: number;
  readonly passages: number;
  /** Files of which nothing was read. */
  readonly leftOut: number;
  /** Files of which some was not read. */
  readonly inPart: number;
  /** Everything to mend, the gravest and the least. */
  readonly problems: number;
}

/** How many findings there are of each kind. */
export interface FindingCounts {
  readonly attention: number;
  readonly broken: number;
  readonly unchecked: number;
}

/** What `doctor` says, in English. */
export const doctorEn = {
  node: (version: string) => `Node ${version}`,
  nodeOld: (version: string, wanted: string) =>
    `Node ${version} is too old: install Node ${wanted} or newer (https://nodejs.org)`,
  settings: (file: string) => `Settings: ${file} and the environment are in order`,
  noSettings: (file: string) => `Settings: the environment is in order; there is no ${file}`,
  addon: 'The hnswlib-node addon loads',
  addonBroken: (reason: string, isNeeded: boolean) =>
    `The hnswlib-node addon does not load: ${reason}. ${isNeeded ? 'A corpus of this size needs it' : 'Only corpora of more than 200,000 passages need it'}: install a C++ compiler, make and Python 3, then run “npm rebuild hnswlib-node” (docs/install.md)`,
  model: (id: string, dimension: number) => `The model ${id} embeds (${dimension} dimensions)`,
  reader: (id: string) => `The reader ${id} reads`,
  noReader: 'No reader (READER_MODEL=none): passages are shown by nearness alone',
  corpus: ({ folder, documents, passages, leftOut, inPart, problems }: CorpusCounts) =>
    [
      `Corpus ${folder}: ${count(documents, 'document', 'documents')}, ${count(passages, 'passage', 'passages')}`,
      ...(leftOut > 0 ? [`nothing is read of ${count(leftOut, 'file', 'files')}`] : []),
      ...(inPart > 0 ? [`${count(inPart, 'file is', 'files are')} read in part`] : []),
      ...(problems > 0
        ? [`${count(problems, 'remark', 'remarks')}, listed by “verbatim corpus check --corpus ${folder}”`]
        : []),
    ].join('; '),
  index: (folder: string) => `Index ${folder}: up to date`,
  indexDue: (folder: string) => `Index ${folder}: to be built, which the next question does by itself`,
  indexUnchecked: 'Index: not looked at, for want of a model or a corpus that can be read',
  disk: (folder: string, free: number) => `Disk: ${gigabytes(free)} free for ${folder}`,
  diskFull: (folder: string, free: number, needed: number) =>
    `Disk: ${gigabytes(free)} free for ${folder}, where building the index may take ${gigabytes(needed)}: make room, or put the index elsewhere with INDEX`,
  indexElsewhere:
    'It is built at each start: give yourself the right to write there, or name another folder with INDEX',

  noToken: 'Discord: not looked at, for there is no DISCORD_TOKEN; only the bot needs one',
  token: (name: string) => `Token: Discord knows it as ${name}`,
  intents: 'Intents: none that is privileged, as it should be',
  intentsTooMany: (names: string) =>
    `Intents: the application may use ${names}, which Verbatim does not need: turn it off at https://discord.com/developers/applications (Bot, Privileged Gateway Intents)`,
  permissions: (servers: number) =>
    servers === 0
      ? 'Permissions: in no server yet'
      : `Permissions: the roles give all that is needed in ${count(servers, 'server', 'servers')}; a channel may still take some away`,
  permissionsLacking: (server: string, names: string) =>
    `Permissions: in ${server} the bot lacks ${names}: give them to its role (Server settings, Roles)`,
  permissionsLackingToo: (servers: number) =>
    `Permissions: as in ${count(servers, 'server', 'servers')} more`,
  permissionsFirst: (servers: number) =>
    `Permissions: only the first ${count(servers, 'server', 'servers')} were looked at`,
  commands: 'Commands: Discord has those of this version',
  commandsDiffer:
    'Commands: Discord has others than this version: run “npm run deploy-commands” (installed: “verbatim-deploy-commands”)',
  clock: 'Clock: as Discord’s',
  clockWrong: (seconds: number) =>
    `Clock: ${count(Math.abs(seconds), 'second', 'seconds')} ${seconds > 0 ? 'ahead of' : 'behind'} Discord’s: have the system set it (on Linux “timedatectl set-ntp true”)`,
  clockUnknown: 'Clock: not compared, for Discord did not answer',
  unasked: 'Intents, permissions, commands: not looked at, for Discord would not say',

  conclusion: ({ attention, broken, unchecked }: FindingCounts) =>
    broken + attention + unchecked === 0
      ? 'All is well.'
      : [
          ...(broken > 0 ? [`${count(broken, 'thing', 'things')} to mend.`] : []),
          ...(attention > 0 ? [`${count(attention, 'thing', 'things')} to look at.`] : []),
          ...(broken + attention === 0 ? ['What was looked at is well.'] : []),
          ...(unchecked > 0 ? [`${count(unchecked, 'thing', 'things')} not looked at.`] : []),
        ].join(' '),
};

/** What `doctor` says. */
export type DoctorPhrases = typeof doctorEn;

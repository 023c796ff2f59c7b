import type { FailureCode, FailureDetails } from '../failure.js';
import { counter } from './count.js';
import { systemReason } from './details.js';
import { doctorEn } from './doctor-en.js';
import { machineFailuresEn } from './machines-en.js';

export type FailurePhrases = { readonly [C in FailureCode]: (details: FailureDetails[C]) => string };

const count = counter('en');

/** What the system says when it refuses a file or a connection. */
const systemWords = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EILSEQ: 'it is not text; save it as UTF-8',
  ENODATA: 'it is empty',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  EEXIST: 'a file of that name is in the way',
  EMFILE: 'too many files are open',
  EADDRINUSE: 'another program uses this port',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no host of that name',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was broken off',
  ETIMEDOUT: 'no answer in time',
  EPROTO: 'what answers there is not Discord',
};
/** What the system says, by its code, in words where there are some. */
export const systemEn = (reason: string): string => systemReason(systemWords, reason);

/** What can go wrong, in English. */
export const failuresEn: FailurePhrases = {
  ...machineFailuresEn(systemEn),
  'corpus-missing': (d) => `There is no corpus folder at ${d.folder}. Name one with --corpus DIR.`,
  'corpus-unreadable': (d) => `The corpus folder ${d.folder} cannot be opened: ${systemEn(d.reason)}`,
  'corpus-empty': (d) =>
    `The corpus folder ${d.folder} holds no passage. Put .md, .txt, .html, .docx, .pdf or other documents in it.`,
  'model-missing': (d) =>
    `The model ${d.model} lacks ${d.file}. Check the folder, or fetch a model of the hub with “verbatim model pull --model NAME”.`,
  'model-offline': (d) =>
    `The model ${d.model} is not here, and ${d.host} cannot be reached. Check the network, or fetch the model elsewhere and copy its folder.`,
  'model-not-found': (d) => `The hub has no ${d.file} for the model ${d.model}. Check its name.`,
  'model-forbidden': (d) => `The hub refuses ${d.file} of the model ${d.model}: it is private or gated.`,
  'model-cache': (d) => `The model ${d.model} cannot be stored in ${d.folder}: ${systemEn(d.reason)}`,
  'model-broken': (d) =>
    `The model ${d.model} cannot be loaded: ${d.reason}. Delete its folder and fetch it again.`,
  'addon-missing': (d) => doctorEn.addonBroken(d.reason, true),
  'picture-unavailable': (d) =>
    `Pictures cannot be drawn here: the library @napi-rs/canvas does not load (${d.reason}). Everything else works.`,
  'index-unwritable': (d) => `The index cannot be written in ${d.folder}: ${systemEn(d.reason)}`,
  'quote-mismatch': (d) =>
    `A quote of ${d.document} (${d.start}–${d.end}) is not what stands in it, so it is not shown. Run “verbatim index --force”.`,
  'config-invalid': (d) => `Settings that cannot be used (setting: what is allowed):\n${d.problems}`,
  'file-unreadable': (d) => `The file ${d.file} cannot be read: ${systemEn(d.reason)}`,
  'file-unwritable': (d) => `The file ${d.file} cannot be written: ${systemEn(d.reason)}`,
  'questions-malformed': (d) =>
    `${d.file}:${d.line} is no question with the passage that answers it. Mend the line, or take it out.`,
  'history-unwritable': (d) =>
    `The history of the corpus cannot be kept or read in ${d.folder}: ${systemEn(d.reason)}. Nothing was changed.`,
  'store-unwritable': (d) =>
    `What people send to the team cannot be kept in ${d.folder}: ${systemEn(d.reason)}. Name a folder that may be written as STATE.`,
  'store-locked': (d) =>
    `The database ${d.file} is in use by another program that keeps it for itself. Nothing was changed; try again in a moment.`,
  'store-full': (d) => `There is no room left on the disk of the database ${d.file}. Nothing was changed.`,
  'store-corrupt': (d) =>
    `The database ${d.file} is damaged. Put a backup (“verbatim backup”) in its place, or move it away to begin anew.`,
  'store-newer': (d) =>
    `The database ${d.file} is of a later version of Verbatim. Run that version, or put an earlier backup in its place.`,
  'discord-token-missing': (d) =>
    `No bot token. At https://discord.com/developers/applications choose your application, then Bot, then Reset Token, and put the token in ${d.file} as DISCORD_TOKEN=…\nWithout a token, “verbatim chat” (in a copy of the repository “npm run chat”) answers the same questions in this terminal.`,
  'discord-token-malformed': () =>
    'DISCORD_TOKEN is not a bot token: that is three parts with dots between them, and neither the client secret nor the public key. Copy it again from https://discord.com/developers/applications (Bot, Reset Token).',
  'discord-token-refused': () =>
    'Discord refuses the token in DISCORD_TOKEN: it is wrong or was reset. Get a new one at https://discord.com/developers/applications (Bot, Reset Token).',
  'discord-client-id': (d) =>
    `DISCORD_CLIENT_ID is ${d.given}, but the token belongs to the application ${d.actual}. Correct one of them, or leave DISCORD_CLIENT_ID out.`,
  'discord-guild': (d) =>
    `The bot cannot reach the server ${d.guild}. Check DISCORD_GUILD_ID, and that the bot was added to that server.`,
  'discord-intents': (d) =>
    `Discord refuses the gateway intents (code ${d.code}). Verbatim asks for no privileged one: check at https://discord.com/developers/applications that the application is not restricted, and that this copy of Verbatim is unchanged.`,
  'discord-closed': (d) =>
    `Discord has ended the connection for good (code ${d.code}). Look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes, and see whether there is a newer version of Verbatim.`,
  'discord-unreachable': (d) =>
    `Discord cannot be reached at ${d.address}: ${systemEn(d.reason)}. Check the network, and DISCORD_API_URL if you have set it.`,
  'questions-full': () => 'Too many questions at once. Ask again in a few seconds, please.',
  'questions-closed': () => 'Verbatim is restarting. Ask again in a minute, please.',
  'discord-refused': (d) => `Discord refuses: ${d.reason}`,
  'discord-wait': (d) =>
    `Discord takes no more of this for now. Try again in ${count(d.minutes, 'minute', 'minutes')}.`,
  'status-port': (d) =>
    `The status page cannot listen at ${d.host}, port ${d.port}: ${systemEn(d.reason)}. Change STATUS_HOST or STATUS_PORT, or leave STATUS_PORT out.`,
  'web-port': (d) =>
    `The web page cannot be served at ${d.host}, port ${d.port}: ${systemEn(d.reason)}. Choose others with --host and --port.`,
  'web-token-missing': (d) =>
    `Served at ${d.host}, the web page is open to other machines, and no token guards it. Put WEB_TOKEN=… (16 characters or more) in ${d.file}, or leave --host out.`,
};

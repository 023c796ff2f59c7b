import { posix } from 'node:path';
import { strFromU8, type Unzipped, unzipSync } from 'fflate';
import { reasonOf } from '../../failure.js';
import { type ReadResult, type UnreadableReason, unreadable } from '../outline.js';
import { allNamed, parseXml } from './xml.js';

/** The most that the parts of a document may come to, unpacked, in bytes. */
const MAX_UNPACKED = 200_000_000;

/** XML packs to a tenth; a zip that packs to far less, and is large, is made to fill the memory. */
const MAX_RATIO = 200;
const MAX_UNPACKED_AT_RATIO = 50_000_000;

/** First bytes of an OLE2 file: an old .doc or .xls, or the envelope of an office document with a password. */
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Makes a reader of office documents: zips, of which it is given the parts that have words in them; pictures stay packed.
 *
 * @param main the part that a document of this format has, and no other zip
 */
export function readerOfParts(
  main: string,
  read: (parts: Unzipped) => Promise<ReadResult>,
): (bytes: Uint8Array) => Promise<ReadResult> {
  const refused = (reason: UnreadableReason, details = {}) => {
    return { outline: null, problems: [unreadable(reason, details)] };
  };
  return async (bytes) => {
    const reason = refusalOf(bytes);
    if (reason !== null) return refused(reason);
    try {
      // Never more is unpacked than the zip's directory says.
      const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/i.test(name) });
      return main in parts ? await read(parts) : refused('misnamed');
    } catch (error) {
      return refused('broken', { message: reasonOf(error) });
    }
  };
}

function refusalOf(bytes: Uint8Array): UnreadableReason | null {
  if (OLE2.every((byte, i) => bytes[i] === byte)) {
    return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'misnamed';
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return 'misnamed';
  // Bit 0 of the flags in a zip entry's header (APPNOTE.TXT, 4.4.4).
  if (((bytes[6] ?? 0) & 1) === 1) return 'encrypted';
  let unpacked = 0;
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize;
        return false;
      },
    });
  } catch {
    return 'misnamed';
  }
  const isBomb =
    unpacked > MAX_UNPACKED || (unpacked > MAX_UNPACKED_AT_RATIO && unpacked > bytes.length * MAX_RATIO);
  return isBomb ? 'too-large-unpacked' : null;
}

/** The text of a part; empty when there is none. */
export function partOf(parts: Unzipped, name: string): string {
  const part = parts[name];
  return part === undefined ? '' : strFromU8(part);
}

/** The parts that a part refers to, by the ids that it has for them. */
export function relationsOf(parts: Unzipped, name: string): ReadonlyMap<string, string> {
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(name) ?? [];
  const relations = allNamed(parseXml(partOf(parts, `${folder}_rels/${file}.rels`)), 'Relationship');
  // A target is told from the folder of the part, or, with a slash, from the top.
  return new Map(
    relations.map((each) => [
      each.getAttribute('Id') ?? '',
      posix.resolve('/', folder, each.getAttribute('Target') ?? '').slice(1),
    ]),
  );
}

/** Title that the properties of an office document give it; null without one. */
export function titleOf(parts: Unzipped): string | null {
  const [title] = allNamed(parseXml(partOf(parts, 'docProps/core.xml')), 'title');
  return title?.textContent?.trim() || null;
}

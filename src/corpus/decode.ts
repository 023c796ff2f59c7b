import iconv from 'iconv-lite';
import type { UnreadableReason } from './outline.js';

/** Bytes looked at to tell one encoding from another, or text from binary. */
const SAMPLE = 65_536;

/** What iconv-lite also knows by name, and is no encoding of text. */
const NO_ENCODING = /^(?:hex|base64|binary|utf-?7(?:-imap)?)$/i;

/** Share of control characters above which a file is no text: prose has none, random bytes one in ten. */
const MAX_CONTROL_SHARE = 0.01;

/**
 * Turns a file's bytes into text, without its byte-order mark and otherwise character for character:
 * UTF-16 (told by its mark, or by where its zero bytes stand), else UTF-8, else `declared` (an
 * encoding the file names itself) or Windows-1252, of which Latin-1 is the printable part.
 */
export function decodeText(
  bytes: Uint8Array,
  declared = 'windows-1252',
): { text: string } | { reason: Extract<UnreadableReason, 'binary'> } {
  const isKnown = iconv.encodingExists(declared) && !NO_ENCODING.test(declared);
  const text = decode(bytes, isKnown ? declared : 'windows-1252');
  return isText(text) ? { text } : { reason: 'binary' };
}

function decode(bytes: Uint8Array, legacy: string): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return iconv.decode(bytes, utf16);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: the failure is the answer. iconv-lite and not TextDecoder, which on some versions
    // of Node reads the typographic quotes of Windows-1252 as control characters.
    return iconv.decode(bytes, legacy);
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  // In French and English nearly every character has a zero for its high byte.
  const most = sample.length * 0.35;
  const few = sample.length * 0.02;
  if (odd > most && even <= few) return 'utf-16le';
  if (even > most && odd <= few) return 'utf-16be';
  return null;
}

function isText(text: string): boolean {
  if (text.includes('\0')) return false;
  const length = Math.min(text.length, SAMPLE);
  let controls = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    // Tab, line feed, vertical tab, form feed and carriage return are text.
    if (code < 0x20 ? code < 0x09 || code > 0x0d : (code >= 0x7f && code < 0xa0) || code === 0xfffd)
      controls++;
  }
  return controls <= Math.max(2, length * MAX_CONTROL_SHARE);
}

import iconv from 'iconv-lite';
import type { UnreadableReason } from '../outline.js';

/** Bytes looked at to tell one encoding from another, or text from binary. */
const SAMPLE = 65_536;

/** What iconv-lite also knows by name, and is no encoding of text. */
const NO_ENCODING = /^(?:hex|base64|binary|utf-?7(?:-imap)?)$/i;

/** Share of control characters above which a file is no text: prose has none, random bytes one in ten. */
const MAX_CONTROL_SHARE = 0.01;

/** Characters in two bytes or more, of each byte that is no UTF-8, from which a file is UTF-8 with some bytes at fault. */
const SURE_SHARE = 1 / 3;

/** A text, and the line of the first byte in it that its encoding does not know; null without one. */
export interface Decoded {
  readonly text: string;
  readonly badLine: number | null;
}

/**
 * Turns a file's bytes into text, without its byte-order mark and otherwise character for character:
 * UTF-16 (told by its mark, or by where its zero bytes stand), else UTF-8, else `declared` (an
 * encoding the file names itself) or Windows-1252, of which Latin-1 is the printable part. In UTF-8 a byte at fault
 * costs no other: it is read as Windows-1252, or is U+FFFD where a character was cut.
 */
export function decodeText(
  bytes: Uint8Array,
  declared = 'windows-1252',
): Decoded | { reason: Extract<UnreadableReason, 'binary'> } {
  const isKnown = iconv.encodingExists(declared) && !NO_ENCODING.test(declared);
  const decoded = decode(bytes, isKnown ? declared : 'windows-1252');
  return isText(decoded.text) ? decoded : { reason: 'binary' };
}

function decode(bytes: Uint8Array, legacy: string): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return { text: iconv.decode(bytes, utf16), badLine: null };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), badLine: null };
  } catch {
    // Not UTF-8: the failure is the answer. iconv-lite and not TextDecoder, which on some versions
    // of Node reads the typographic quotes of Windows-1252 as control characters.
    return decodeFaulty(bytes) ?? { text: iconv.decode(bytes, legacy), badLine: null };
  }
}

/** UTF-8 with bytes at fault, each read by itself; null when too little of it is UTF-8. */
function decodeFaulty(bytes: Uint8Array): Decoded | null {
  // Each byte a character: what is UTF-8 is told by the shape of its bytes.
  const raw = Buffer.from(bytes).toString('latin1');
  let good = 0;
  const faults: { at: number; length: number }[] = [];
  for (const { 0: run, index } of raw.matchAll(FAULTY_RUN)) {
    if (new RegExp(`^(?:${CHARACTER})$`).test(run)) good++;
    else faults.push({ at: index, length: run.length });
  }
  if (good === 0 || good < faults.length * SURE_SHARE) return null;
  const parts: string[] = [];
  let from = 0;
  for (const { at, length } of faults) {
    const fault = bytes.subarray(at, at + length);
    const isCut =
      length > 1 || at + length === bytes.length || /^[\xc2\xc3]$/.test(raw.slice(at, at + length));
    parts.push(
      Buffer.from(bytes.subarray(from, at)).toString('utf8'),
      isCut ? '\ufffd' : iconv.decode(fault, 'windows-1252'),
    );
    from = at + length;
  }
  parts.push(Buffer.from(bytes.subarray(from)).toString('utf8'));
  const badLine = raw.slice(0, faults[0]?.at ?? 0).split('\n').length;
  return { text: parts.join('').replace(/^\ufeff/, ''), badLine };
}

/** A character of more than one byte, each byte a character of Latin-1. */
const CHARACTER = '[\\xc2-\\xdf][\\x80-\\xbf]|[\\xe0-\\xef][\\x80-\\xbf]{2}|[\\xf0-\\xf4][\\x80-\\xbf]{3}';
/** The same, else the beginning of one, else a byte alone. */
const FAULTY_RUN = new RegExp(`${CHARACTER}|[\\xe0-\\xf4][\\x80-\\xbf]+|[\\x80-\\xff]`, 'g');

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

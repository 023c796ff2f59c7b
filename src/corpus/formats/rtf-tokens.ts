/** A piece of an RTF file: a group's bound, a control word or sign with its number, or bytes of text, each a character. */
export type Token =
  | { readonly kind: 'open' | 'close' }
  | { readonly kind: 'control'; readonly word: string; readonly number: number | null }
  | { readonly kind: 'bytes'; readonly bytes: string };

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/giy;

/** The pieces of an RTF file (Rich Text Format Specification 1.9.1), whose bytes stand in it a character each. */
export function* tokensOf(file: string): Generator<Token> {
  let at = 0;
  while (at < file.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(file);
    if (match === null) {
      // A line break, or half of something.
      at++;
      continue;
    }
    const { 0: whole, 1: word, 2: number, 3: hex, 4: sign, 5: brace, 6: bytes } = match;
    at += whole.length;
    if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' };
    else if (hex !== undefined) yield { kind: 'bytes', bytes: String.fromCharCode(Number.parseInt(hex, 16)) };
    else if (bytes !== undefined) yield { kind: 'bytes', bytes };
    else if (word === 'bin') at += Math.max(0, Number(number ?? 0));
    else {
      const name = word ?? (/[\r\n]/.test(sign ?? '') ? 'par' : (sign ?? ''));
      yield { kind: 'control', word: name, number: number === undefined ? null : Number(number) };
    }
  }
}

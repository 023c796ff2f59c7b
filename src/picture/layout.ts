/** How a text is set: its size in pixels, its weight, its most lines. */
export interface Setting {
  readonly size: number;
  readonly isBold: boolean;
  readonly lines: number;
}

/** The width in pixels of a text at a size. */
export type Measure = (text: string, setting: Pick<Setting, 'size' | 'isBold'>) => number;

const graphemes = new Intl.Segmenter();

/**
 * What a picture cannot draw comes off: controls, those of bidirectional text too, pictographs (the fonts have none), white space that is
 * no space between words. No-break spaces stay.
 */
export function drawable(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, (spaces) => (/^[\u00a0\u202f]$/.test(spaces) ? spaces : ' '))
    .replace(
      /(?![©®™])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\ufe0f\u20e3]|\p{Cf}|\p{Cs}/gu,
      '',
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * Breaks a text into lines of at most a width: between words, inside a word that is wider than a line. Where there would be more lines
 * than the setting takes, the last ends with `…`.
 */
export function wrapped(text: string, width: number, setting: Setting, measure: Measure): string[] {
  const fits = (line: string) => measure(line, setting) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => piecesOf(each, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
      if (lines.length === setting.lines)
        return [...lines.slice(0, -1), withEllipsis(lines.at(-1) ?? '', fits)];
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word, or as many pieces of it as it takes for each to fit. */
function piecesOf(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== '' && !fits(piece + segment)) {
      pieces.push(piece);
      piece = '';
    }
    piece += segment;
  }
  return [...pieces, piece];
}

/** The line with `…` at its end, shorter by as many words, or characters, as that takes. */
function withEllipsis(line: string, fits: (line: string) => boolean): string {
  let kept = line;
  while (kept !== '' && !fits(`${kept}…`)) {
    const space = kept.lastIndexOf(' ');
    kept =
      space > 0
        ? kept.slice(0, space)
        : [...graphemes.segment(kept)]
            .slice(0, -1)
            .map(({ segment }) => segment)
            .join('');
  }
  return `${kept.replace(/[\s,;:.]+$/u, '')}…`;
}

/** Whether a text is to be read from right to left: by its first letter. */
export function isRightToLeft(text: string): boolean {
  return /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
}

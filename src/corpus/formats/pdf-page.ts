import type { getDocumentProxy } from 'unpdf';
import { type Column, columnsOf } from './pdf-columns.js';
import { overlaysOf, withOverlays } from './pdf-fields.js';
import { boxOf, matrixOf, times } from './pdf-geometry.js';
import { drawnPage, type FontScale, ORDINARY_FONT } from './pdf-glyphs.js';
import { runsOf } from './pdf-runs.js';
import { type DrawnPage, type Glyph, liesIn } from './pdf-seen.js';

/** A PDF that is open. */
export type OpenPdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** Share of the text of a page that may have no ink for the page to be a scan. */
const SCANNED_SHARE = 0.9;

export interface PdfReader {
  readonly pdf: OpenPdf;
  /** Operator codes by name. */
  readonly codes: Readonly<Record<string, number>>;
  /** Opens the PDF anew with its pictures, which take long to unpack. */
  readonly openWithPictures: () => Promise<OpenPdf>;
}

/** The columns of a page, in the order that they are read in, and whether there is more on it than is read. */
export async function readPage(
  { pdf, codes, openWithPictures }: PdfReader,
  number: number,
): Promise<{ readonly columns: Column[]; readonly isCut: boolean }> {
  const drawn = await drawnOf(pdf, codes, number);
  const glyphs = hasDoubt(drawn)
    ? visible(await drawnOf(await openWithPictures(), codes, number))
    : [...drawn.seen, ...drawn.inkless];
  const page = await pdf.getPage(number);
  const [upright = [], ...others] = runsOf(glyphs);
  // A broken field costs the page no text.
  const annotations = await page.getAnnotations().catch(() => []);
  const overlays = overlaysOf(annotations, uprightOf(page));
  const { runs, rest } = withOverlays(upright, overlays);
  page.cleanup();
  return { columns: [...[runs, ...others].flatMap(columnsOf), ...rest], isCut: drawn.isCut };
}

type OpenPage = Awaited<ReturnType<OpenPdf['getPage']>>;

async function drawnOf(pdf: OpenPdf, codes: PdfReader['codes'], number: number): Promise<DrawnPage> {
  const page = await pdf.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const layers = await pdf.getOptionalContentConfig();
  // 0: the annotations are not drawn on the page, they are read by themselves.
  const operators = await page.getOperatorList({ annotationMode: 0 });
  const drawn = drawnPage(operators, {
    upright: uprightOf(page),
    width,
    height,
    codes,
    fontOf: (name) => scaleOf(page.commonObjs.has(name) ? page.commonObjs.get(name) : null),
    isShown: (layer) => layer === null || layer === undefined || layers.isVisible(layer) !== false,
  });
  page.cleanup();
  return drawn;
}

/** From the space of a page to what is seen of it once it is turned, y upwards. */
function uprightOf(page: OpenPage) {
  const { transform, height } = page.getViewport({ scale: 1 });
  return times([1, 0, 0, -1, 0, height], matrixOf(transform) ?? [1, 0, 0, 1, 0, 0]);
}

/** A font says in what units its widths are; of one that is drawn, its box stands for its size. */
export function scaleOf(font: unknown): FontScale {
  if (typeof font !== 'object' || font === null || !('fontMatrix' in font)) return ORDINARY_FONT;
  const matrix = matrixOf(font.fontMatrix);
  if (matrix === null) return ORDINARY_FONT;
  const unit = Math.abs(matrix[0]);
  if (!('isType3Font' in font) || font.isType3Font !== true) return { unit, height: ORDINARY_FONT.height };
  const box = 'bbox' in font ? boxOf(font.bbox) : null;
  return { unit, height: box === null ? 0 : (box.top - box.bottom) * Math.abs(matrix[3]) };
}

/** Whether only the pictures of a page tell what of its text is to be seen. */
function hasDoubt({ seen, inkless, white }: DrawnPage): boolean {
  const isScan = inkless.length > (seen.length + inkless.length) * SCANNED_SHARE;
  return white.length > 0 || (inkless.length > 0 && !isScan);
}

/** What is seen, white text on a picture and the text layer of a picture too. */
function visible({ seen, inkless, white, pictures }: DrawnPage): Glyph[] {
  const onPicture = (glyph: Glyph) => pictures.some((picture) => liesIn(glyph, picture));
  return [...seen, ...white.filter(onPicture), ...inkless.filter(onPicture)];
}

import { extname } from 'node:path';

/** The formats that are read, by file extension. */
export const EXTENSIONS = [
  '.md',
  '.markdown',
  '.txt',
  '.text',
  '.html',
  '.htm',
  '.docx',
  '.odt',
  '.rtf',
  '.pdf',
  '.pptx',
  '.odp',
  '.xlsx',
  '.ods',
  '.csv',
  '.tsv',
  '.adoc',
  '.asciidoc',
  '.eml',
] as const;

/** An extension of a format that is read. */
export type Extension = (typeof EXTENSIONS)[number];

/** The extension of a path when its format is read, whatever its case; null for all others. */
export function extensionOf(path: string): Extension | null {
  const extension = extname(path).toLowerCase();
  return EXTENSIONS.find((known) => known === extension) ?? null;
}

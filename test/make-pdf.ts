/** A line of a PDF page: baseline in points from the bottom, size in points. Text is Latin-1, without brackets. */
export interface PdfLine {
  readonly text: string;
  readonly y: number;
  readonly size?: number;
  readonly x?: number;
}

interface PdfOptions {
  readonly title?: string;
  /** Asks for a password that nobody has. */
  readonly isEncrypted?: boolean;
}

/** A PDF of some pages of lines, set in Helvetica. */
export function makePdf(
  pages: readonly (readonly PdfLine[])[],
  { title = '', isEncrypted = false }: PdfOptions = {},
): Uint8Array {
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, i) => {
      const shown = lines.map(
        ({ text, y, size = 11, x = 72 }) => `/F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj`,
      );
      const content = `BT ${shown.join('\n')} ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
    `<< /Title (${title}) /CreationDate (D:20210504120000Z) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const id = '<00112233445566778899aabbccddeeff>';
  const encryption = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'aa'.repeat(32)}> /U <${'bb'.repeat(32)}> >> /ID [${id} ${id}]`;
  const trailer = `/Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R ${isEncrypted ? encryption : ''}`;
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${file}${table}trailer << ${trailer} >>\nstartxref\n${file.length}\n%%EOF`, 'latin1');
}

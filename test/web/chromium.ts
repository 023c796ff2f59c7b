import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The Chromium that pages are tested in: `CHROMIUM`, else that of the path; null without one. */
export function findChromium(): string | null {
  const name = process.env['CHROMIUM'] ?? 'chromium';
  const folders = isAbsolute(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}

import { expect, it } from 'vitest';
import { extensionOf } from './extensions.js';

it('knows an extension whatever its case', () => {
  expect(extensionOf('a/b.MarkDown')).toBe('.markdown');
  expect(extensionOf('a.md/b')).toBeNull();
});

import { expect, it } from 'vitest';
import { outlineCsv } from './csv.js';

async function rowsOf(csv: string) {
  const { outline } = await outlineCsv(csv);
  return outline?.blocks.map(({ start, end }) => outline.text.slice(start, end));
}

it.each([',', ';', '\t'])('reads rows with their column heads, parted by “%s”', async (sign) => {
  const csv = ['Office|Name|Phone', 'Treasurer|"Belhadj, Nadia"|03 84', 'Caretaker||03 85']
    .join('\r\n')
    .replaceAll('|', sign);
  expect(await rowsOf(csv)).toEqual([
    'Office: Treasurer; Name: Belhadj, Nadia; Phone: 03 84',
    'Office: Caretaker; Phone: 03 85',
  ]);
});

it('takes no values for heads', async () => {
  expect(await rowsOf('Ada,1931\nLuc,1940')).toEqual(['Ada: 1931', 'Luc: 1940']);
  expect(await rowsOf('1931,1,2\n1940,3,4')).toEqual(['1931; 1; 2', '1940; 3; 4']);
});

it('reads so many rows and tells that there are more', async () => {
  const { outline, problems } = await outlineCsv(`name,town\n${'Ada,Dole\n'.repeat(20_001)}`);
  expect(outline?.blocks).toHaveLength(20_000);
  expect(problems.map(({ code }) => code)).toEqual(['rows-left-out']);
});

it('tells a file whose quotes never end', async () => {
  expect((await outlineCsv('a,b\n"c,d\n')).outline).toBeNull();
});

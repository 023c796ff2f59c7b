/** What an address names, without who connects. */
export function serverOf(url: string): string {
  const { host, pathname, searchParams } = new URL(url);
  return `${host || (searchParams.get('host') ?? 'localhost')}${pathname === '/' ? '' : pathname}`;
}

import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { isLoopback } from '../web-config.js';

/** Groups of an IPv6 address, and those of them that its network has: whoever has one address there has them all. */
const GROUPS = 8;
const NETWORK_GROUPS = 4;

/**
 * Whom a request counts for: its address, or its network of IPv6. A proxy on this machine says whose requests it passes on; nobody
 * else is believed.
 */
export function clientOf(c: Context): string {
  const address = getConnInfo(c).remote.address?.replace(/^::ffff:/i, '') ?? '';
  const forwarded = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return networkOf(isLoopback(address) && forwarded !== '' ? forwarded : address);
}

export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(Math.max(0, GROUPS - head.length - tail.length)).fill('0');
  const groups = [...head, ...zeros, ...tail].slice(0, NETWORK_GROUPS);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}

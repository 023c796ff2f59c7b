import { once } from 'node:events';
import type { Server } from 'node:http';
import { Failure, systemReasonOf } from '../failure.js';

/** A server that listens. */
export interface Listening {
  /** Where it is, without a final slash: `http://127.0.0.1:9464`. */
  readonly address: string;
  /** Ends it, with the connections that are open; requests under way have so many milliseconds, none unless told, to end. */
  close(patienceMs?: number): Promise<void>;
}

/**
 * Has a server listen; port 0 is any that is free.
 *
 * @param code of the failure
 * @throws Failure with that code when it cannot listen: a port in use, an address of another machine.
 */
export async function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
  code: 'status-port' | 'web-port',
): Promise<Listening> {
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    throw new Failure(code, { host, port, reason: systemReasonOf(error) }, { cause: error });
  }
  // A connection that cannot be accepted, for want of file handles say, is no reason to end.
  server.on('error', () => {});
  const bound = server.address();
  const boundPort = bound === null || typeof bound === 'string' ? port : bound.port;
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    close: async (patienceMs = 0) => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), patienceMs);
      await closed;
      clearTimeout(impatient);
    },
  };
}

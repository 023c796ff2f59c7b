import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a port that can be slow, or lead nowhere without a word. */
export interface Door {
  readonly port: number;
  /** Milliseconds that each answer takes longer. */
  delay: number;
  /** Whether nothing gets through, in either direction, and nobody is told. */
  isShut: boolean;
  close(): Promise<void>;
}

/** Opens a door to a port of this machine. */
export async function openDoor(to: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.on('data', (bytes) => void (door.isShut || far.write(bytes)));
    far.on('data', (bytes) => setTimeout(() => void (door.isShut || near.write(bytes)), door.delay));
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = server.address();
  const door: Door = {
    port: typeof at === 'object' && at !== null ? at.port : 0,
    delay: 0,
    isShut: false,
    async close() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
  return door;
}

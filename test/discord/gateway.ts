import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { guildJson, INTENTS, type Json, type World, type WorldEvent } from './world.js';

/** How the gateway answers; each may be changed while it runs. */
export interface GatewaySettings {
  /** Between two heartbeats of a client, in milliseconds. */
  heartbeatIntervalMs: number;
  /** Identifying again sooner than this is refused, in milliseconds; 0 never refuses. Discord: 5000. */
  identifyIntervalMs: number;
  /** Off: heartbeats go unanswered, as on a connection that died without a word. */
  acknowledgesHeartbeats: boolean;
  /** Privileged intents granted to the application, as bits; none by default. */
  privilegedIntents: number;
}

interface Session {
  readonly id: string;
  readonly intents: number;
  sequence: number;
  /** The latest events, told again to one who resumes. */
  readonly told: { readonly sequence: number; readonly packet: string }[];
  socket: WebSocket | null;
}

/** Events kept for one who resumes. */
const MOST_TOLD = 1000;
/** Bytes of a payload from the client. */
const MOST_BYTES = 4096;
/** Payloads from the client in a minute. */
const MOST_A_MINUTE = 120;

const CLOSE = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  sessionTimedOut: 4009,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

const PRIVILEGED = (1 << 1) | (1 << 8) | INTENTS.messageContent;
/** Bits 0–16, 20, 21, 24 and 25. */
const KNOWN_INTENTS = 0x1_ffff | (0b11 << 20) | (0b11 << 24);

const Presence = z.object({
  since: z.number().nullable(),
  activities: z.array(
    z.object({
      name: z.string().min(1).max(128),
      type: z.int().min(0).max(5),
      state: z.string().max(128).nullish(),
      url: z.string().nullish(),
    }),
  ),
  status: z.enum(['online', 'dnd', 'idle', 'invisible', 'offline']),
  afk: z.boolean(),
});
export type PresenceUpdate = z.infer<typeof Presence>;

const Payload = z.discriminatedUnion('op', [
  z.object({ op: z.literal(1), d: z.int().nullable() }),
  z.object({
    op: z.literal(2),
    d: z.object({
      token: z.string(),
      intents: z.int().min(0),
      properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
      shard: z.tuple([z.int(), z.int()]).optional(),
      presence: Presence.nullish(),
    }),
  }),
  z.object({ op: z.literal(3), d: Presence }),
  z.object({ op: z.literal(6), d: z.object({ token: z.string(), session_id: z.string(), seq: z.int() }) }),
]);
type Identify = Extract<z.infer<typeof Payload>, { op: 2 }>['d'];
type Resume = Extract<z.infer<typeof Payload>, { op: 6 }>['d'];

/** The gateway, on the same port as the API. */
export function createGateway(
  server: Server,
  world: World,
  isToken: (token: string) => boolean,
  settings: GatewaySettings,
) {
  const sockets = new WebSocketServer({ server });
  const sessions = new Map<string, Session>();
  const presences: PresenceUpdate[] = [];
  const closeCodes: number[] = [];
  const counts = { connections: 0, identifies: 0, refusedIdentifies: 0, resumes: 0 };
  let lastIdentify = Number.NEGATIVE_INFINITY;

  const address = () => {
    const at = server.address();
    return `ws://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
  };

  function send(socket: WebSocket, op: number, d: unknown): void {
    socket.send(JSON.stringify({ op, d, s: null, t: null }));
  }

  function dispatch(session: Session, name: string, data: Json): void {
    session.sequence += 1;
    const packet = JSON.stringify({ op: 0, t: name, s: session.sequence, d: data });
    session.told.push({ sequence: session.sequence, packet });
    if (session.told.length > MOST_TOLD) session.told.shift();
    session.socket?.send(packet);
  }

  function tell({ name, intent, data }: WorldEvent): void {
    for (const session of sessions.values()) {
      if ((session.intents & intent) !== intent) continue;
      dispatch(session, name, data((session.intents & INTENTS.messageContent) !== 0));
    }
  }

  function identify(socket: WebSocket, { token, intents, shard, presence }: Identify): Session | null {
    if (!isToken(token)) return closeWith(socket, CLOSE.authenticationFailed, 'Authentication failed.');
    if ((intents & ~KNOWN_INTENTS) !== 0)
      return closeWith(socket, CLOSE.invalidIntents, 'Invalid intent(s).');
    if ((intents & PRIVILEGED & ~settings.privilegedIntents) !== 0) {
      return closeWith(socket, CLOSE.disallowedIntents, 'Disallowed intent(s).');
    }
    const now = performance.now();
    if (now - lastIdentify < settings.identifyIntervalMs) {
      counts.refusedIdentifies += 1;
      send(socket, 9, false);
      return null;
    }
    lastIdentify = now;
    counts.identifies += 1;
    if (presence) presences.push(presence);
    const session: Session = { id: randomBytes(16).toString('hex'), intents, sequence: 0, told: [], socket };
    for (const [id, { socket: held }] of sessions) if (held === null) sessions.delete(id);
    sessions.set(session.id, session);
    const installed = [...world.guilds.values()].filter(({ installed: isIn }) => isIn);
    dispatch(session, 'READY', {
      v: 10,
      user: { ...world.bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: installed.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: address(),
      session_type: 'normal',
      application: { id: world.applicationId, flags: 0 },
      private_channels: [],
      ...(shard ? { shard } : {}),
    });
    if ((intents & INTENTS.guilds) !== 0) {
      for (const guild of installed) dispatch(session, 'GUILD_CREATE', guildJson(guild, world));
    }
    world.changed();
    return session;
  }

  function resume(socket: WebSocket, { token, session_id, seq }: Resume): Session | null {
    if (!isToken(token)) return closeWith(socket, CLOSE.authenticationFailed, 'Authentication failed.');
    const session = sessions.get(session_id);
    const oldest = session?.told[0]?.sequence ?? 1;
    if (!session || seq < oldest - 1) {
      send(socket, 9, false);
      return null;
    }
    if (seq > session.sequence) return closeWith(socket, CLOSE.invalidSequence, 'Invalid seq.');
    session.socket = socket;
    for (const { sequence, packet } of session.told) if (sequence > seq) socket.send(packet);
    counts.resumes += 1;
    dispatch(session, 'RESUMED', { _trace: [] });
    world.changed();
    return session;
  }

  function closeWith(socket: WebSocket, code: number, reason: string): null {
    socket.close(code, reason);
    return null;
  }

  function payloadOf(data: RawData): z.infer<typeof Payload> | number {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(new Uint8Array(data));
    if (bytes.length > MOST_BYTES) return CLOSE.decodeError;
    let json: unknown;
    try {
      json = JSON.parse(bytes.toString('utf8'));
    } catch {
      return CLOSE.decodeError;
    }
    const opcode = z.object({ op: z.int() }).safeParse(json);
    if (opcode.success && ![1, 2, 3, 6].includes(opcode.data.op)) return CLOSE.unknownOpcode;
    return Payload.safeParse(json).data ?? CLOSE.decodeError;
  }

  function receive(socket: WebSocket, session: Session | null, data: RawData): Session | null {
    const payload = payloadOf(data);
    if (typeof payload === 'number') return closeWith(socket, payload, 'Bad payload.');
    switch (payload.op) {
      case 1:
        if (settings.acknowledgesHeartbeats) send(socket, 11, null);
        return session;
      case 2:
        if (session) return closeWith(socket, CLOSE.alreadyAuthenticated, 'Already authenticated.');
        return identify(socket, payload.d);
      case 3:
        if (!session) return closeWith(socket, CLOSE.notAuthenticated, 'Not authenticated.');
        presences.push(payload.d);
        world.changed();
        return session;
      case 6:
        return resume(socket, payload.d);
    }
  }

  sockets.on('connection', (socket) => {
    counts.connections += 1;
    let session: Session | null = null;
    let received: number[] = [];
    socket.on('message', (data) => {
      if (socket.readyState !== socket.OPEN) return;
      const now = performance.now();
      received = [...received.filter((at) => now - at < 60_000), now];
      if (received.length > MOST_A_MINUTE)
        closeWith(socket, CLOSE.rateLimited, 'You are being rate limited.');
      else session = receive(socket, session, data) ?? session;
    });
    socket.on('error', () => {}); // 'close' follows
    socket.on('close', (code) => {
      closeCodes.push(code);
      if (session?.socket === socket) {
        session.socket = null;
        if (code === 1000 || code === 1001) sessions.delete(session.id); // the client gave it up
      }
      world.changed();
    });
    send(socket, 10, { heartbeat_interval: settings.heartbeatIntervalMs, _trace: [] });
  });
  world.tellers.add(tell);

  const live = () => [...sessions.values()].filter(({ socket }) => socket !== null);

  return {
    address,
    presences,
    counts,
    /** What connections were closed with, by either side, the latest last; 1006 is without a word. */
    closeCodes,
    /** Sessions with a connection. */
    connected: () => live().length,
    /** Connections that are open, whether they have a session or not. */
    open: () => sockets.clients.size,
    /** Asks every client to connect again (op 7). */
    askToReconnect() {
      for (const { socket } of live()) if (socket) send(socket, 7, null);
    },
    /** Says that sessions are no longer valid (op 9); one that is not resumable is forgotten. */
    invalidate(resumable: boolean) {
      for (const { id, socket } of live()) {
        if (socket) send(socket, 9, resumable);
        if (!resumable) sessions.delete(id);
      }
    },
    /** Closes every connection with a code; codes after which Discord takes no RESUME forget the session. */
    close(code: number) {
      const final: readonly number[] = [
        CLOSE.authenticationFailed,
        CLOSE.invalidSequence,
        CLOSE.sessionTimedOut,
      ];
      for (const { id } of live()) if (final.includes(code) || code >= 4010) sessions.delete(id);
      for (const socket of sockets.clients) socket.close(code);
    },
    /** Cuts every connection without a word. */
    cut() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async stop() {
      world.tellers.delete(tell);
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}
export type Gateway = ReturnType<typeof createGateway>;

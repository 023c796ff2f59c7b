import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { isLoopback } from '../web-config.js';
import { Refusal } from './refusal.js';

/** Name of the cookie of whoever has signed in, and how long it lasts, in seconds. */
const SESSION = 'session';
const SESSION_SECONDS = 30 * 24 * 60 * 60;

/**
 * Without a token, refuses requests for any name but this machine's own: a page elsewhere can have its name lead here, and would else
 * read the answers (DNS rebinding).
 */
export const ownNameOnly: MiddlewareHandler = async (c, next) => {
  const name = (c.req.header('host') ?? '').replace(/:\d*$/, '');
  if (!isLoopback(name)) throw new Refusal('host');
  await next();
};

/** Lets those pass who show the token, or have signed in with it; others who look at a page are asked for it. */
export function signedInOnly(token: string): MiddlewareHandler {
  return async (c, next) => {
    const [, shown] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
    if ((shown !== undefined && isToken(shown, token)) || (await isSignedIn(c, token))) return next();
    const { pathname, search } = new URL(c.req.url);
    if (/^\/(?:api\/|metrics$)/.test(pathname) || c.req.method !== 'GET') throw new Refusal('signed-out');
    return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 303);
  };
}

/** Whether a text is the token, in a time that does not tell how nearly. */
export function isToken(text: string, token: string): boolean {
  const [one, other] = [text, token].map((each) => createHash('sha256').update(each).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** Signs in: a cookie that only this server can make, and that another token makes worthless. */
export async function signIn(c: Context, token: string): Promise<void> {
  const until = String(Date.now() + SESSION_SECONDS * 1000);
  await setSignedCookie(c, SESSION, until, token, { ...cookieOptions(c), maxAge: SESSION_SECONDS });
}

export function signOut(c: Context): void {
  deleteCookie(c, SESSION, cookieOptions(c));
}

async function isSignedIn(c: Context, token: string): Promise<boolean> {
  const until = await getSignedCookie(c, token, SESSION);
  return typeof until === 'string' && Number(until) > Date.now();
}

/** Of every cookie of ours; one that came by TLS, as the proxy before us says, stays there. */
export function cookieOptions(c: Context) {
  const secure = c.req.header('x-forwarded-proto') === 'https';
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure } as const;
}

/** Where to go after signing in: a page of ours, whatever was asked for. */
export function pageOfOurs(next: string, here: string): string {
  if (!URL.canParse(next, here)) return '/';
  const { origin, pathname, search } = new URL(next, here);
  return origin === new URL(here).origin && !pathname.startsWith('//') ? pathname + search : '/';
}

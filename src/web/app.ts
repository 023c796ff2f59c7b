import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { setCookie } from 'hono/cookie';
import { etag } from 'hono/etag';
import { languageDetector } from 'hono/language';
import { secureHeaders } from 'hono/secure-headers';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Engine } from '../search/engine.js';
import { MOST_READ } from '../search/order.js';
import { cookieOptions, isToken, ownNameOnly, pageOfOurs, signedInOnly, signIn, signOut } from './access.js';
import { answerToJson } from './api.js';
import { ask } from './ask.js';
import { clientOf } from './client.js';
import type { Frame } from './layout.js';
import { answerPage, homePage, passagePage, refusedPage, signInPage } from './pages.js';
import { Refusal, refusalFor } from './refusal.js';
import { sectionAround } from './section.js';
import type { WebService } from './service.js';
import { ICON, STYLE } from './style.js';

/** Longest body of a request, in bytes: a question of 2,000 characters takes an eighth of it at most. */
const LONGEST_BODY = 64 * 1024;
/** How long the language of the page is remembered, in seconds. */
const LANGUAGE_SECONDS = 365 * 24 * 60 * 60;
/** How long style and icon are kept, in seconds. */
const STATIC_SECONDS = 3600;

/** Nothing but our own style, icon and forms; no script at all. */
const CONTENT_SECURITY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

type Env = { Variables: { language: string } };
type Request = Context<Env>;

/** The pages and the API. Everything that is refused says so in the language of the page. */
export function createApp(service: WebService): Hono<Env> {
  const { token } = service.config;
  const app = new Hono<Env>();
  const frameOf = (c: Request): Frame => {
    const { pathname, searchParams } = new URL(c.req.url);
    searchParams.delete('lang');
    const query = searchParams.size === 0 ? '' : `?${searchParams}`;
    const language = languageOf(c);
    return { language, phrases: phrasesFor(language), here: pathname + query, isGuarded: token !== null };
  };

  app.use(
    secureHeaders({
      contentSecurityPolicy: CONTENT_SECURITY,
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      // For whoever speaks TLS before us to say.
      strictTransportSecurity: false,
    }),
  );
  app.use(async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.use(
    languageDetector({
      supportedLanguages: [...LANGUAGES],
      fallbackLanguage: 'en',
      lookupCookie: 'lang',
      caches: false,
    }),
  );
  app.use(async (c, next) => {
    const chosen = LANGUAGES.find((language) => language === c.req.query('lang'));
    if (chosen !== undefined) setCookie(c, 'lang', chosen, { ...cookieOptions(c), maxAge: LANGUAGE_SECONDS });
    await next();
  });
  if (token === null) app.use(ownNameOnly);

  app.get('/healthz', (c) => c.text('ok\n'));
  app.get('/readyz', (c) => (isReady(service) ? c.text('ready\n') : c.text('not ready\n', 503)));
  for (const [path, body, type] of [
    ['/style.css', STYLE, 'text/css; charset=utf-8'],
    ['/icon.svg', ICON, 'image/svg+xml'],
  ] as const) {
    app.get(path, etag(), (c) => {
      c.header('cache-control', `max-age=${STATIC_SECONDS}`);
      return c.body(body, 200, { 'content-type': type });
    });
  }

  const limited = bodyLimit({
    maxSize: LONGEST_BODY,
    onError: () => {
      throw new Refusal('too-large');
    },
  });
  if (token !== null) {
    app.get('/sign-in', (c) => c.html(signInPage(c.req.query('next') ?? '/', false, frameOf(c))));
    app.post('/sign-in', limited, async (c) => {
      const turn = await service.attempts.take(clientOf(c));
      if (!turn.allowed) throw new Refusal('rate', secondsUntil(turn.retryAt));
      const form = await c.req.formData().catch(() => new FormData());
      const [typed, next] = ['token', 'next'].map((name) => String(form.get(name) ?? ''));
      if (!isToken((typed ?? '').trim(), token))
        return c.html(signInPage(next ?? '/', true, frameOf(c)), 403);
      await signIn(c, token);
      return c.redirect(pageOfOurs(next ?? '/', c.req.url), 303);
    });
    app.post('/sign-out', (c) => {
      signOut(c);
      return c.redirect('/sign-in', 303);
    });
    app.use(signedInOnly(token));
  }

  app.get('/metrics', async (c) => {
    c.header('content-type', service.metrics.contentType);
    return c.body(await service.metrics.text());
  });
  app.get('/', async (c) => {
    const question = questionOf(c);
    if (question === '') return c.html(homePage(service.libraries?.whole.engine ?? null, frameOf(c)));
    const asked = {
      question,
      way: 'page',
      client: clientOf(c),
      language: null,
      locale: languageOf(c),
      limit: MOST_READ,
      signal: c.req.raw.signal,
    } as const;
    const { answer, engine } = await ask(asked, service);
    return c.html(answerPage(answer, engine, frameOf(c)));
  });
  app.get('/p/:key{[\\w-]{7}}', async (c) => {
    const engine = engineOf(service);
    const content = await sectionAround(c.req.param('key'), languageOf(c), engine);
    if (content === null) throw new Refusal('no-passage');
    return c.html(passagePage(content, frameOf(c)));
  });
  app.post('/api/ask', limited, (c) => answerToJson(c, languageOf(c), service));

  app.notFound((c) => refused(c, new Refusal('not-found')));
  app.onError((error, c) => {
    const refusal = refusalFor(error);
    // Those of a question are told where it is asked.
    if (refusal.trouble === 'failed' && refusal !== error) service.onError(error);
    return refused(c, refusal);
  });

  function refused(c: Request, refusal: Refusal) {
    const { trouble, status, retryAfter } = refusal;
    if (retryAfter !== null) c.header('retry-after', String(retryAfter));
    if (trouble === 'signed-out') c.header('www-authenticate', 'Bearer');
    const frame = frameOf(c);
    if (new URL(c.req.url).pathname.startsWith('/api/')) {
      const { title, advice } = refusal.said(frame.phrases);
      const message = `${title}. ${advice}`;
      return c.json({ error: { code: trouble, message } }, status);
    }
    return c.html(refusedPage(refusal, questionOf(c), frame), status);
  }

  return app;
}

/** What answers now; a page that asks nothing is not counted. */
function engineOf({ libraries }: WebService): Engine {
  if (libraries === null) throw new Refusal('loading', 10);
  return libraries.whole.engine;
}

function isReady({ libraries, closing }: WebService): boolean {
  return libraries !== null && !closing;
}

function languageOf(c: Request): Language {
  return c.get('language') === 'fr' ? 'fr' : 'en';
}

/** The question of an address, whose bytes that are no UTF-8 are U+FFFD. */
function questionOf(c: Request): string {
  return (new URL(c.req.url).searchParams.get('q') ?? '').trim();
}

function secondsUntil(time: Date): number {
  return Math.max(1, Math.ceil((time.getTime() - Date.now()) / 1000));
}

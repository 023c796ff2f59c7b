import { buttonsOf, type Shown } from '../../test/discord/user.js';
import { textsOf } from '../../test/discord/validate-components.js';
import { type Run, readMarkdown } from '../../test/discord-markdown.js';

/** Something to be seen in a channel. */
export interface Scene {
  /** What a person did, in Discord's words: `ada used /ask`. */
  readonly did: string;
  /** What a person wrote in the channel, when it was a message. */
  readonly wrote?: string;
  /** Whether only that person sees the reply. */
  readonly hidden: boolean;
  /** The bot's message, as it sent it. */
  readonly components: Shown['components'];
}

/** A page that shows scenes about as Discord does: drawn by us from what the bot sent, not a screenshot. */
export function pageOf(scenes: readonly Scene[]): string {
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><main>${scenes.map(sceneOf).join('')}</main>${MEASURE}`;
}

function sceneOf({ did, wrote, hidden, components }: Scene): string {
  const asked = wrote === undefined ? '' : messageOf('Ada', 'ada', `<p>${inline(readMarkdown(wrote))}</p>`);
  const above = `<div class="did">${escapeHtml(did)}</div>`;
  const note = hidden ? '<div class="note">👁 Only you can see this</div>' : '';
  return `<section>${asked}${above}${messageOf('Verbatim', 'bot', `${boxOf(components)}${note}`)}</section>`;
}

function messageOf(name: string, kind: string, body: string): string {
  const tag = kind === 'bot' ? ' <span class="tag">APP</span>' : '';
  return `<article><div class="face ${kind}">${name.slice(0, 1)}</div><div class="said"><b>${name}</b>${tag}${body}</div></article>`;
}

function boxOf(components: Shown['components']): string {
  const [container] = components;
  const colour =
    container?.type === 17 ? (container.accent_color ?? 0).toString(16).padStart(6, '0') : '000000';
  const paragraphs = textsOf(components).map((text) => `<div class="text">${linesOf(text)}</div>`);
  const row = buttonsOf({ components }).map(({ label = '' }) => `<button>${escapeHtml(label)}</button>`);
  return `<div class="box" style="border-left-color:#${colour}">${paragraphs.join('')}<div class="row">${row.join('')}</div></div>`;
}

/** Lines of Markdown as blocks: what a line begins with says which. */
function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const runs = readMarkdown(line);
      const mark = runs[0]?.text === '' ? runs[0].styles.at(-1) : undefined;
      return `<div class="${mark ?? 'plain'}">${inline(mark === undefined ? runs : runs.slice(1))}</div>`;
    })
    .join('');
}

const TAGS: Readonly<Record<string, string>> = { strong: 'b', underline: 'u', emphasis: 'i' };

function inline(runs: readonly Run[]): string {
  return runs
    .map(({ text, styles }) =>
      styles.reduceRight((html, style) => {
        const tag = style.startsWith('link:') ? 'a' : TAGS[style];
        return tag === undefined ? html : `<${tag}>${html}</${tag}>`;
      }, escapeHtml(text)),
    )
    .join('');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Says how tall the page is, so that a picture of it has no empty rest. */
const MEASURE =
  '<script>document.body.dataset.height = Math.ceil(document.querySelector("main").getBoundingClientRect().height)</script>';

const STYLE = `
  body { margin: 0; background: #313338; color: #dbdee1; font: 15px/1.4 'Noto Sans', 'DejaVu Sans', sans-serif; }
  main { padding: 12px 16px; }
  section { padding: 6px 0; }
  article { display: flex; gap: 14px; margin: 4px 0; }
  .face { flex: none; width: 38px; height: 38px; border-radius: 50%; display: grid; place-items: center;
    font-weight: 700; color: #fff; background: #5865f2; }
  .face.ada { background: #c2557a; }
  .said { flex: 1; min-width: 0; }
  .tag { font-size: 10px; background: #5865f2; color: #fff; border-radius: 3px; padding: 1px 4px; vertical-align: 2px; }
  .did { font-size: 12.5px; color: #949ba4; margin-left: 52px; }
  .note { font-size: 12px; color: #949ba4; }
  p { margin: 2px 0; }
  .box { background: #2b2d31; border-left: 4px solid; border-radius: 6px; padding: 10px 14px; margin-top: 4px; }
  .text { margin-bottom: 6px; }
  .quote { border-left: 4px solid #4e5058; padding-left: 10px; }
  .subtext { font-size: 12.5px; color: #949ba4; }
  .heading { font-size: 17px; font-weight: 700; color: #f2f3f5; }
  .list { padding-left: 18px; text-indent: -12px; }
  .list::before { content: '•  '; }
  b, u { color: #f2f3f5; }
  a { color: #00a8fc; }
  .row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
  button { background: #4e5058; color: #fff; border: 0; border-radius: 8px; padding: 7px 14px; font: inherit; font-size: 13.5px; }
`;

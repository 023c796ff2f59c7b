/** The looks of the page: light or dark as the reader's system, from 320 pixels on. Contrasts are 4.5 to 1 and more. */
export const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #fff; --ink: #1d1c1a; --soft: #5b5850; --line: #ddd9cf;
  --accent: #0a5a4c; --on-accent: #fff; --mark: #fff1b8; --doubt: #8a4b00; --bad: #a1231d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181b; --card: #1f2125; --ink: #ebe8e1; --soft: #b3aea3; --line: #3a3d43;
    --accent: #6fd3bd; --on-accent: #10201c; --mark: #4d4213; --doubt: #f0b565; --bad: #ff9a92;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word;
}
header, main, footer { max-width: 64rem; margin-inline: auto; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; padding-block: 1rem; }
header .name { margin-right: auto; font: 700 1.25rem/1 Georgia, serif; color: inherit; text-decoration: none; }
nav ul { display: flex; gap: 1rem; margin: 0; padding: 0; list-style: none; font-size: .9375rem; }
[aria-current] { font-weight: 600; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: 1rem; top: -5rem; padding: .5rem 1rem; background: var(--card); }
.skip:focus { top: .5rem; z-index: 1; }
h1 { margin: 0 0 .75rem; font: 600 1.5rem/1.3 Georgia, serif; }
h2 { margin: 2.5rem 0 1rem; font: 600 1.125rem/1.3 system-ui, sans-serif; color: var(--soft); }
form.ask { margin-block: .5rem 2rem; }
form.ask label { display: block; margin-bottom: .375rem; font-weight: 600; }
form.ask div { display: flex; flex-wrap: wrap; gap: .5rem; max-width: 48rem; }
main > p { max-width: 48rem; }
input {
  flex: 1 1 18rem; min-width: 0; padding: .7rem .9rem; border: 1px solid var(--soft); border-radius: .5rem;
  background: var(--card); color: inherit; font: inherit;
}
button {
  padding: .7rem 1.25rem; border: 1px solid var(--accent); border-radius: .5rem; background: var(--accent);
  color: var(--on-accent); font: 600 1rem/1 system-ui, sans-serif; cursor: pointer;
}
button.quiet { padding: .4rem .75rem; border-color: var(--line); background: none; color: var(--ink); font-weight: 400; }
.answer.answered h1 { color: var(--accent); }
.answer.unsure h1 { color: var(--doubt); }
.answer.refused h1, .wrong { color: var(--bad); }
.quote { margin-block: 1rem; padding: 1.25rem; border: 1px solid var(--line); border-radius: .75rem; background: var(--card); }
.answered .quote { border-left: .25rem solid var(--accent); }
.unsure .quote { border-left: .25rem solid var(--doubt); }
.sides { display: grid; gap: 1.25rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
blockquote { margin: 0; max-width: 42rem; font-family: Georgia, 'Times New Roman', serif; }
.others blockquote { font-size: 1rem; }
blockquote p { margin: 0; white-space: pre-wrap; }
mark { padding-block: .1em; background: var(--mark); color: inherit; }
.in { margin: 0 0 .375rem; font-size: .8125rem; font-weight: 600; letter-spacing: .03em; color: var(--soft); }
.source, .links, .small, footer { font-size: .875rem; color: var(--soft); }
.source { margin: .875rem 0 0; }
.links { margin: .25rem 0 0; }
.here { margin: 1rem 0; padding-left: 1.25rem; border-left: .25rem solid var(--accent); font-size: .875rem; }
li { margin-block: .25rem; }
footer {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem;
  margin-block: 3rem 1.5rem; border-top: 1px solid var(--line);
}
@media (forced-colors: active) { mark { outline: 1px solid; } }
@media print { header nav, form, .links, .skip, footer { display: none; } }
`;

/** Two quotation marks. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0a5a4c"/><path d="M8 21v-5c0-4 2-6 5-6v3c-1.500 0-2 1-2 3h2v5zm9 0v-5c0-4 2-6 5-6v3c-1.500 0-2 1-2 3h2v5z" fill="#fff"/></svg>
`;

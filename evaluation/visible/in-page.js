// Runs in the browser, in the page that is measured: what a person sees of it, its accordions open.
(() => {
  /** Left out on purpose: what surrounds a page, what is typed or pressed, what is struck out, marks that only point. */
  const APART =
    'nav, footer, body > header, body > aside, [role=navigation], [role=search], [role=banner], [role=contentinfo], form, ' +
    'noscript, button, select, textarea, del, s, strike, sup > a[href*="#"], a.headerlink, svg, .toc, #toc';
  const isTiny = ({ width, height }) => width < 2 || height < 2;

  for (const details of document.querySelectorAll('details')) details.open = true;
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.trim() !== '') texts.push(walker.currentNode);

  const isSeen = (text) => {
    if (!text.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return false;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()].filter(
      (box) => !isTiny(box) && box.right + scrollX > 0 && box.bottom + scrollY > 0,
    );
    if (boxes.length === 0) return false;
    for (let over = text.parentElement; over !== null; over = over.parentElement) {
      const { overflow, clipPath, clip } = getComputedStyle(over);
      if (overflow !== 'visible' && isTiny(over.getBoundingClientRect())) return false;
      if (/^inset\((?:50|100)%/.test(clipPath) || /^rect\([01]px,? [01]px,? [01]px,? [01]px\)/.test(clip))
        return false;
    }
    return true;
  };

  const unseen = texts.filter((text) => !isSeen(text));
  const hidden = unseen.map(({ data }) => data).join(' ');
  for (const text of unseen) text.remove();
  const all = document.body.innerText;
  const mains = [...document.querySelectorAll('main, [role=main]')].filter(
    (main) => main.innerText.trim() !== '' && main.parentElement.closest('main, [role=main]') === null,
  );
  const roots = mains.length === 0 ? [document.body] : mains;
  const shown = () => roots.map((root) => root.innerText).join('\n');
  const whole = shown();
  for (const element of document.querySelectorAll(APART)) {
    // Some sites wrap a whole page in a form.
    if (element.querySelector('h1') === null) element.remove();
  }
  return { all, main: shown(), whole, hidden };
})();

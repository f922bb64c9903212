// What a reader meets: each function looks at a loaded page and returns what is wrong with it, as lines.

export const WIDTHS = [320, 360, 1280];
export const SCHEMES = ['light', 'dark'];

// Colors as [red, green, blue], and WCAG's ratio of two; inside the page.
const COLORS = `
  const rgb = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const luminance = (color) => rgb(color).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
  const style = (selector, pseudo) => getComputedStyle(document.querySelector(selector), pseudo);
  const wrong = [];
  const expect = (good, line) => good || wrong.push(line);
`;

const judge = (page, body) => page.evaluate(`(() => { ${COLORS} ${body}; return wrong; })()`);

// axe's violations, and what it could not decide.
export async function accessible(page, require) {
  await page.evaluate(require('axe-core').source);
  const { violations, incomplete, passes } = await page.evaluate(() => globalThis.axe.run({ rules: { 'target-size': { enabled: true } } }));
  const line = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} (${node.any[0]?.message ?? node.all[0]?.message ?? ''})`);
  const lines = [...violations, ...incomplete].flatMap(line);
  return passes.length > 10 ? lines : [...lines, 'axe passes hardly anything: it did not run'];
}

export const fits = (page) => judge(page, `
  const root = document.scrollingElement;
  expect(root.scrollWidth <= innerWidth, 'is ' + root.scrollWidth + ' px wide');
  for (const each of document.body.querySelectorAll('*')) {
    const { left, right } = each.getBoundingClientRect();
    expect(left >= 0 && right <= innerWidth, each.tagName + ' reaches from ' + left + ' to ' + right);
    expect(each.scrollWidth <= each.clientWidth + 1 || getComputedStyle(each).display === 'inline', each.tagName + ' holds more than its width');
  }`);

export const scheme = (page, wanted) => judge(page, `
  const paper = luminance(style('body').backgroundColor);
  expect(${JSON.stringify(wanted)} === 'dark' ? paper < 0.05 : paper > 0.9, 'the paper is ' + style('body').backgroundColor);
  for (const each of ['h1', 'p', 'dt', 'dd']) {
    const all = document.querySelector(each);
    if (all) expect(ratio(getComputedStyle(all).color, style('body').backgroundColor) >= 4.5, each + ' is ' + getComputedStyle(all).color);
  }`);

// The colored edge and the beginnings of all lines are on the side where the language begins, English words included.
export const direction = (page) => judge(page, `
  const rtl = document.documentElement.dir === 'rtl';
  const edges = [parseFloat(style('body').borderLeftWidth), parseFloat(style('body').borderRightWidth)];
  expect((edges[rtl ? 1 : 0] > 4) && edges[rtl ? 0 : 1] === 0, 'edges of ' + edges);
  const side = (rectangle) => (rtl ? rectangle.right : rectangle.left);
  const start = side(document.querySelector('main').getBoundingClientRect());
  for (const each of document.querySelectorAll('h1, .message, .advice, .actions a:first-child, dt')) {
    const range = document.createRange();
    range.selectNodeContents(each);
    const box = each.tagName === 'A' ? each : range;
    const found = Math.max(...[...box.getClientRects()].map((line) => (rtl ? side(line) : -side(line))));
    expect(Math.abs(Math.abs(found) - start) < 3, each.tagName + ' begins at ' + found + ', not at ' + start);
  }`);

export const still = (page) => judge(page, `
  expect(document.getAnimations().length === 0, 'an animation runs');
  for (const each of document.querySelectorAll('*')) {
    expect(getComputedStyle(each).transitionDuration === '0s' && getComputedStyle(each).animationName === 'none', each.tagName + ' moves');
  }`);

export async function focused(page) {
  const links = await page.locator('a').count();
  const wrong = [];
  for (let i = 0; i < Math.min(links, 5); ++i) {
    await page.keyboard.press('Tab');
    wrong.push(...await judge(page, `
      const found = document.activeElement;
      expect(found === document.querySelectorAll('a')[${i}], 'link ${i} is not reached by Tab');
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(found);
      expect(outlineStyle === 'solid' && parseFloat(outlineWidth) >= 3, 'the outline is ' + outlineStyle + ' ' + outlineWidth);
      expect(ratio(outlineColor, style('body').backgroundColor) >= 3, 'the outline is ' + outlineColor);`));
  }
  return wrong;
}

export async function forced(page) {
  await page.emulateMedia({ forcedColors: 'active' });
  return judge(page, `
    expect(matchMedia('(forced-colors: active)').matches, 'no forced colors');
    const paper = style('body').backgroundColor;
    for (const each of document.querySelectorAll('h1, p, a, dt, dd')) {
      const { color, backgroundColor } = getComputedStyle(each);
      const under = backgroundColor === 'rgba(0, 0, 0, 0)' ? paper : backgroundColor;
      expect(ratio(color, under) >= 4.5, each.tagName + ': ' + color + ' on ' + under);
    }
    const button = document.querySelector('.actions a:first-child');
    if (button) {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(button);
      expect(borderTopStyle === 'solid' && borderTopWidth === '2px' && ratio(borderTopColor, paper) >= 3, 'the button has no edge');
    }`);
}

export async function printed(page) {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const wrong = await judge(page, `
    expect(style('body').backgroundColor === 'rgb(255, 255, 255)', 'the paper is ' + style('body').backgroundColor);
    expect(style('h1').color === 'rgb(0, 0, 0)', 'the title is ' + style('h1').color);
    for (const each of document.querySelectorAll('p, dt, dd')) {
      expect(ratio(getComputedStyle(each).color, 'rgb(255, 255, 255)') >= 7, each.tagName + ' is ' + getComputedStyle(each).color);
    }
    const links = document.querySelector('.actions');
    expect(!links || getComputedStyle(links).display === 'none', 'links are printed');`);
  const sheets = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  const words = await page.evaluate(() => document.body.innerText.length);
  if (sheets !== 1 && words < 900) wrong.push(`takes ${sheets} sheets`); // the index and the longest words take more
  return wrong;
}

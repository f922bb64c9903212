// What tools written in JavaScript see: reads [{id, text, plain, mdx, lint}] from standard input, prints for each page
// its HTML by markdown-it and, if it is MDX, by MDX itself, whether Prettier would leave it alone, and what markdownlint
// says.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(`${process.argv[2]}/package.json`);  // where the packages lie
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { default: MarkdownIt } = await load('markdown-it');
const { evaluate } = await load('@mdx-js/mdx');
const { default: gfm } = await load('remark-gfm');
const { default: frontMatter } = await load('remark-frontmatter');
const { default: prettier } = await load('prettier');
const { lint } = await load('markdownlint/sync');

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.codePointAt(0)};`);

// As much of a JSX runtime as MDX needs to become HTML.
const html = (children) => [children].flat(Infinity).map((child) =>
  typeof child === 'object' && child !== null ? child.html : escaped(child ?? '')).join('');
function jsx(type, { children, ...attributes }) {
  if (typeof type === 'function') return type({ children, ...attributes });
  const written = Object.entries(attributes).map(([name, value]) =>
    ` ${name}="${escaped(name === 'style' ? JSON.stringify(value) : value)}"`).join('');
  return { html: `<${type}${written}>${html(children)}</${type}>` };
}
const runtime = { jsx, jsxs: jsx, Fragment: ({ children }) => ({ html: html(children) }) };

async function byMdx(text) {
  try {
    const { default: Content } = await evaluate(text, { ...runtime, remarkPlugins: [gfm, frontMatter] });
    return { html: html(Content({})) };
  } catch (error) {
    return { error: `${error}`.slice(0, 300) };
  }
}

const markdownIt = new MarkdownIt({ html: true });
const pages = JSON.parse(await new Response(process.stdin).text());
const results = {};
for (const { id, text, plain, mdx, lint: config } of pages) {
  const options = { parser: mdx ? 'mdx' : 'markdown' };
  results[id] = {
    markdownIt: markdownIt.render(plain),
    mdx: mdx ? await byMdx(text) : null,
    prettier: await prettier.check(text, options) ? null : await prettier.format(text, options),
    lint: lint({ strings: { page: text }, config }).page.map((e) =>
      `${e.lineNumber}: ${e.ruleNames[0]} ${e.ruleDescription} ${e.errorDetail ?? ''} ${e.errorContext ?? ''}`),
  };
}
process.stdout.write(JSON.stringify(results));

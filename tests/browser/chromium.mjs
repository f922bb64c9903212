// Debian's Chromium, and a server on loopback that sends pages with their policy as a web server would.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export async function launch(require) {
  const { chromium } = require('playwright-core');
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

// {origin, requests, close}: `requests` lists the paths asked for, so that a request of the browser's own is seen, too.
// Pages come with 200, since browsers repeat a 408, refuse a 407 and report every error on the console.
export async function serve(set) {
  const requests = [];
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    requests.push(path);
    try {
      const body = readFileSync(join(set.folder, path));
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': set.policy });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, requests, close: () => server.close() };
}

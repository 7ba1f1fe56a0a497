import { expect, test } from 'vitest';
import { pageHtml } from '../../../../src/ui/panels/pageHtml.ts';

const parts = {
  title: 'Simulate Devices: <contoso> & "more"',
  language: 'en',
  script: 'https://file.vscode-cdn.net/simulator.js',
  iconStyle: 'https://file.vscode-cdn.net/codicon.css',
  style: 'https://file.vscode-cdn.net/simulator.css',
  cspSource: 'https://*.vscode-cdn.net',
  nonce: 'bm9uY2U=',
};
const html = pageHtml(parts);

test('nothing may be loaded but what is named', () => {
  const policy = /http-equiv="Content-Security-Policy" content="(?<policy>[^"]*)"/.exec(html)?.groups?.['policy'];

  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-bm9uY2U='",
    'style-src https://*.vscode-cdn.net',
    'font-src https://*.vscode-cdn.net',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('there is one script, with the nonce, and no inline script or style', () => {
  expect([...html.matchAll(/<script[^>]*>/g)].map(String)).toEqual([
    '<script type="module" nonce="bm9uY2U=" src="https://file.vscode-cdn.net/simulator.js">',
  ]);
  expect(html).toContain('></script>');
  expect(html).not.toMatch(/<style|style=|\son\w+=|unsafe/);
});

test('a name cannot break out of the document', () => {
  expect(html).toContain('<title>Simulate Devices: &lt;contoso&gt; &amp; &quot;more&quot;</title>');
});

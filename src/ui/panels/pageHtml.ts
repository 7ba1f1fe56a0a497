/** What a page's document is made of. Everything is from the extension's own folder. */
export interface PageParts {
  readonly title: string;
  /** The language of the page's words. */
  readonly language: string;
  readonly script: string;
  /** The first one is that of the icons: components look for it by its id. */
  readonly iconStyle: string;
  readonly style: string;
  /** What the webview calls its own resources in a content security policy. */
  readonly cspSource: string;
  /** Fresh for each document. */
  readonly nonce: string;
}

/**
 * The document of a page. Nothing may be loaded or run in it but the extension's own script, style sheets and font: no
 * inline script or style, no connection to anywhere.
 */
export function pageHtml({ title, language, script, iconStyle, style, cspSource, nonce }: PageParts): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

  return `<!DOCTYPE html>
<html lang="${escape(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(title)}</title>
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${escape(iconStyle)}" />
    <link rel="stylesheet" href="${escape(style)}" />
  </head>
  <body>
    <script type="module" nonce="${escape(nonce)}" src="${escape(script)}"></script>
  </body>
</html>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

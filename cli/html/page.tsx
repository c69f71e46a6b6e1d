import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { PACK } from "../pack";
import { Raw } from "./parts";

/** What makes a page. */
export interface Page {
  readonly title: string;
  /** Trusted CSS: nothing of what is reported may be in it. */
  readonly style: string;
  readonly body: ComponentChildren;
}

/**
 * A page in one file, as HTML. It may run no script and load nothing, not even when something on it tried to: the policy in its
 * head allows its own style sheet and no more. https://developer.mozilla.org/docs/Web/HTTP/CSP
 */
export function toPage({ title, style, body }: Page): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const allowed = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={allowed} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content={`${PACK.name} ${PACK.version}`} />
        <title>{title}</title>
        {/* Without an icon of its own, a page on a server makes browsers ask for one. */}
        <link rel="icon" href="data:," />
        <Raw as="style" html={style} />
      </head>
      <body>
        <a class="skip" href="#content">
          Skip to the content
        </a>
        {body}
      </body>
    </html>
  );
  return `<!DOCTYPE html>\n${renderToString(page)}\n`;
}

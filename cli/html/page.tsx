import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { PACK } from "../pack";
import { Raw } from "./parts";

/** The content of a page. */
export interface Page {
  readonly title: string;
  /** Trusted CSS: must not contain reported values. */
  readonly style: string;
  readonly body: ComponentChildren;
}

/**
 * A single-file HTML page. Its Content Security Policy allows only its own style sheet, so that it can neither run scripts nor load
 * resources, even if its content tries to. https://developer.mozilla.org/docs/Web/HTTP/CSP
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

import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { findChromium, howToGetChromium } from "../../toolchain/browser/find-chromium";
import { useFiles } from "./files";

/** An open page, and the events since it was opened. */
export interface OpenPage {
  readonly page: Page;
  /** Console messages and errors. */
  readonly complaints: readonly string[];
  /** All requests, including the page itself. */
  readonly requests: readonly string[];
  readonly url: string;
}

/**
 * A real headless Chromium for the tests of the calling file. Pages are opened as files with scripts disabled: they must work
 * without scripts.
 */
export function useBrowser() {
  const { write } = useFiles();
  let browser: Browser | undefined;
  let number = 0;
  const opened: BrowserContext[] = [];
  beforeAll(async () => {
    const { file } = findChromium();
    if (!file) throw new Error(howToGetChromium);
    // Chromium's sandbox does not start as root, the user of CI containers.
    browser = await chromium.launch({ executablePath: file, args: ["--no-sandbox"] });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser?.close());

  return async (html: string, options: BrowserContextOptions = {}): Promise<OpenPage> => {
    if (!browser) throw new Error("There is no browser yet.");
    number += 1;
    const url = pathToFileURL(write(`page-${number}.html`, html)).href;
    const context = await browser.newContext({ javaScriptEnabled: false, ...options });
    opened.push(context);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (fault) => complaints.push(fault.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    return { page, complaints, requests, url };
  };
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../checkout";
import { readExamples, recordingFile } from "../examples";

/** The picture of the report in the README, from the project's folder. */
export const screenshotFile = "docs/report.png";

const EXAMPLE = "mixed-estate";
/** The date in the screenshot: fixed, so that the picture changes only with its content. */
const DATE = "2026-07-01";

/** The upper part of the report of an example, as PNG. Runs the built command. @param browser the file of Chromium. */
export async function screenshot(browser: string): Promise<Buffer> {
  const folder = mkdtempSync(path.join(tmpdir(), "azure-batch-guard-docs-"));
  const page = path.join(folder, "report.html");
  writeFileSync(page, report().replaceAll(new Date().toISOString().slice(0, 10), DATE));
  // Imported here, because no other command needs it.
  const { chromium } = await import("playwright-core");
  // The sandbox of Chromium does not start for root.
  const chrome = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    const viewport = { width: 1360, height: 1420 };
    const context = await chrome.newContext({ viewport, javaScriptEnabled: false, colorScheme: "light" });
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(page).href);
    return await tab.screenshot();
  } finally {
    await chrome.close();
    rmSync(folder, { recursive: true });
  }
}

function report(): string {
  const example = readExamples().find(({ name }) => name === EXAMPLE);
  if (!example) throw new Error(`There is no example ${EXAMPLE}.`);
  const state = path.relative(root, recordingFile(example, "state"));
  return command(["check", state, "--format", "html"]);
}

function command(args: readonly string[], input = ""): string {
  const file = path.join(root, "dist", "cli", "azure-batch-guard.js");
  const { stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: root, input, encoding: "utf8" });
  if (!stdout) throw new Error(`"azure-batch-guard ${args.join(" ")}" failed: ${stderr}`);
  return stdout;
}

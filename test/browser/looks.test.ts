import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { PNG } from "pngjs";
import { beforeAll, expect, test } from "vitest";
import { readExamples, recordingFile } from "../../toolchain/examples";
import { useBrowser } from "../support/browser";
import { command } from "../support/command";

// Screenshots of the pages, compared with reviewed ones. AZURE_BATCH_GUARD_SCREENSHOTS=renew replaces them.

const today = "2026-05-15";
const open = useBrowser();
const FOLDER = path.join(__dirname, "screenshots");
const RENEW = process.env.AZURE_BATCH_GUARD_SCREENSHOTS === "renew";

/** Other fonts move letters, but leave boxes, colours and columns where they are. */
const MOST_THAT_DIFFERS = 0.06;

const states = () =>
  readExamples()
    .map((example) => path.relative(process.cwd(), recordingFile(example, "state")))
    .filter((file) => existsSync(file));

let pages: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  const estate = states().filter((file) => file.includes("mixed-estate"));
  const report = async (files: readonly string[]) =>
    (await command(["check", ...files, "--format", "html"], "", today)).output ?? "";
  pages = { estate: await report(estate), stacks: await report(states()) };
});

const wide = { viewport: { width: 1360, height: 1400 } };
test.each([
  ["desktop", "estate", wide, "screen", 0],
  ["desktop-scrolled", "estate", wide, "screen", 1500],
  ["phone", "estate", { viewport: { width: 390, height: 1400 } }, "screen", 1100],
  ["dark", "estate", { ...wide, colorScheme: "dark" }, "screen", 0],
  ["print", "estate", { viewport: { width: 720, height: 1400 } }, "print", 600],
  ["stacks", "stacks", wide, "screen", 0],
] as const)("%s looks as it did", async (name, of, options, media, top) => {
  const { page } = await open(pages[of] ?? "", options);
  await page.emulateMedia({ media });
  await page.evaluate(`window.scrollTo(0, ${top})`);
  const taken = await page.screenshot();
  const file = path.join(FOLDER, `${name}.png`);
  if (RENEW) writeFileSync(file, taken);
  const [now, before] = [PNG.sync.read(taken), PNG.sync.read(readFileSync(file))];
  const { width, height } = before;
  expect([now.width, now.height]).toEqual([width, height]);
  const { default: pixelmatch } = await import("pixelmatch");
  const differing = pixelmatch(now.data, before.data, undefined, width, height, { threshold: 0.2 });
  expect(differing / (width * height)).toBeLessThan(MOST_THAT_DIFFERS);
});

test("a screenshot of the whole page shows what lies at its end", async () => {
  const { page } = await open(pages.stacks ?? "", wide);
  const whole = PNG.sync.read(await page.screenshot({ fullPage: true }));
  // If the page were drawn only where it is visible, the rest would have a single colour.
  const colours = (from: number) => {
    const seen = new Set<string>();
    for (let at = from * whole.width * 4; at < (from + 600) * whole.width * 4; at += 4)
      seen.add(whole.data.subarray(at, at + 3).toString("hex"));
    return seen.size;
  };
  for (let top = 0; top + 600 < whole.height; top += 600) expect(colours(top)).toBeGreaterThan(8);
});

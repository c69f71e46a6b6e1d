// Over 200 lines: one browser shows one page, and each test measures it in another way.

import * as path from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { toHtml } from "../../cli/html/report";
import { visible } from "../../cli/visible";
import { readExamples, recordingFile } from "../../toolchain/examples";
import { useBrowser } from "../support/browser";
import { command } from "../support/command";
import { aDocument, aFile, aFinding } from "../support/findings";
import { FULL } from "../support/full";
import { HOSTILE } from "../support/hostile-names";
import { aNetworkPath } from "../support/network-paths";

const open = useBrowser();
const today = "2026-05-15";

/** The page of deployed examples. */
async function reportOf(...names: readonly string[]): Promise<string> {
  const states = names.map((name) => {
    const example = readExamples().find((each) => each.name === name);
    if (!example) throw new Error(`There is no example ${name}.`);
    return path.relative(process.cwd(), recordingFile(example, "state"));
  });
  const { output: html = "" } = await command(["check", ...states, "--format", "html"], "", today);
  return html;
}

let estate = "";
beforeAll(async () => {
  estate = await reportOf("mixed-estate");
});

/** The number of visible elements that match a selector. */
const seen = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);

test("the page asks for nothing but itself, and the console stays silent", async () => {
  const { page, complaints, requests, url } = await open(estate, { javaScriptEnabled: true });
  await page.locator("footer").scrollIntoViewIfNeeded();
  expect(requests).toEqual([url]);
  expect(complaints).toEqual([]);
  expect(await seen(page, "svg")).toBe(6);
});

test("a script that got onto the page would not run, nor could anything be loaded", async () => {
  const evil = `<script>document.title = "run"</script><img src="https://example.com/x.png"><p style="color: red">`;
  const { page, complaints } = await open(estate.replace("</main>", `${evil}</main>`), { javaScriptEnabled: true });
  expect(await page.title()).toContain("estate/dev");
  expect(complaints.join("\n")).toMatch(/Content Security Policy.*script/);
  expect(complaints.join("\n")).toMatch(/Content Security Policy.*img-src/);
  expect(complaints.join("\n")).toMatch(/Content Security Policy.*style/);
});

describe("filters", () => {
  test("by level", async () => {
    const { page } = await open(estate);
    const [mandatory, advisory] = [await seen(page, ".finding.mandatory"), await seen(page, ".finding.advisory")];
    expect([mandatory > 3, advisory > 3]).toEqual([true, true]);
    await page.getByLabel("mandatory", { exact: true }).check();
    expect([await seen(page, ".finding.mandatory"), await seen(page, ".finding.advisory")]).toEqual([mandatory, 0]);
    expect(await seen(page, ".pool:not(:has(.finding.mandatory))")).toBe(0);
    await page.getByLabel("advisory", { exact: true }).check();
    expect([await seen(page, ".finding.mandatory"), await seen(page, ".finding.advisory")]).toEqual([0, advisory]);
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await seen(page, ".finding")).toBe(mandatory + advisory);
  });

  test("by the state of pools", async () => {
    const { page } = await open(estate);
    for (const state of ["blocked", "unknown", "open"]) {
      const all = await page.locator(`.pool.${state}`).count();
      await page.getByLabel(state, { exact: true }).check();
      expect([await seen(page, ".pool"), await seen(page, `.pool.${state}`)]).toEqual([all, all]);
      expect(await seen(page, "tbody tr")).toBe(all);
      expect(await seen(page, ".rest")).toBe(0);
    }
  });

  test("by policy", async () => {
    const { page } = await open(estate);
    await page.getByLabel("Policy").selectOption("nsg-no-classic-inbound");
    expect(await page.locator(".finding:visible .policy").allTextContents()).toEqual(["nsg-no-classic-inbound"]);
    expect(await page.locator(".pool:visible h2").allTextContents()).toEqual(["Pool pool-render"]);
  });

  test("two that leave nothing say so", async () => {
    const { page } = await open(estate);
    await page.getByLabel("Policy").selectOption("nsg-no-classic-inbound");
    await page.getByLabel("mandatory", { exact: true }).check();
    expect([await seen(page, ".finding"), await seen(page, ".nothing-left")]).toEqual([1, 0]);
    await page.getByLabel("advisory", { exact: true }).check();
    expect([await seen(page, ".finding"), await seen(page, ".pool"), await seen(page, ".nothing-left")]).toEqual([
      0, 0, 1,
    ]);
  });

  test("by stack, where there are several", async () => {
    const { page } = await open(await reportOf("mixed-estate", "classic-leftover", "simplified"));
    expect(await seen(page, ".stack")).toBe(3);
    const names = await page.getByLabel("Stack").locator("option").allTextContents();
    expect(names).toHaveLength(4);
    await page.getByLabel("Stack").selectOption("estate/dev");
    expect(await page.locator(".stack:visible > h2").allTextContents()).toEqual(["estate/dev"]);
    expect(await seen(page, "tbody tr")).toBe(6);
  });
});

describe("with the keyboard alone", () => {
  test("the first tab stop leads past everything, to the content", async () => {
    const { page } = await open(estate);
    await page.keyboard.press("Tab");
    const skip = page.locator(".skip");
    expect(
      await skip.evaluate((each) => each === each.ownerDocument.activeElement && each.getBoundingClientRect().top >= 0),
    ).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
  });

  test("a filter is reached and set, and nothing is sent", async () => {
    const { page, url, complaints } = await open(estate);
    await tabTo(page, '[name="level"]');
    expect(await page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")).toBe(
      "solid",
    );
    await page.keyboard.press("ArrowRight");
    expect(await page.getByLabel("mandatory", { exact: true }).isChecked()).toBe(true);
    expect(await seen(page, ".finding.advisory")).toBe(0);
    await page.keyboard.press("Enter");
    expect([page.url(), await page.getByLabel("mandatory", { exact: true }).isChecked()]).toEqual([url, true]);
    expect(complaints).toEqual([]);
  });

  test("a fold is reached, and opens and closes", async () => {
    const { page } = await open(estate);
    await tabTo(page, ".finding summary");
    const fold = page.locator(".finding details").first();
    expect(await fold.getAttribute("open")).not.toBeNull();
    await page.keyboard.press("Enter");
    expect(await fold.getAttribute("open")).toBeNull();
    await page.keyboard.press("Space");
    expect(await fold.getAttribute("open")).not.toBeNull();
  });

  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let stops = 0; stops < 60; stops++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
    }
    throw new Error(`${selector} is not reached.`);
  }
});

test("headings go down one level at a time, and everything lies in a landmark", async () => {
  for (const html of [estate, await reportOf("mixed-estate", "simplified")]) {
    const { page } = await open(html);
    const levels = await page
      .locator("h1, h2, h3, h4")
      .evaluateAll((all) => all.map((each) => Number(each.tagName[1])));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level: number) => level === 1)).toHaveLength(1);
    expect(levels.every((level: number, at: number) => level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    const outside = "[...document.body.children].filter((each) => !each.matches('header, main, footer, .skip')).length";
    expect(await page.evaluate(outside)).toBe(0);
  }
});

test("dark where the reader's system is dark", async () => {
  const colours = (page: Page) =>
    page.evaluate(
      "[document.body, document.querySelector('.pool'), document.querySelector('.path .blocked rect')].map((each) => { const s = getComputedStyle(each); return [s.backgroundColor, s.color, s.stroke]; })",
    );
  const [light, dark] = [await open(estate, { colorScheme: "light" }), await open(estate, { colorScheme: "dark" })];
  const [inLight, inDark] = [await colours(light.page), await colours(dark.page)] as string[][][];
  expect(inLight?.flat()).toHaveLength(9);
  for (const [at, colour] of inLight?.flat().entries() ?? []) {
    // Only pictures have strokes, and they have no background.
    if (!["none", "rgba(0, 0, 0, 0)"].includes(colour)) expect(inDark?.flat()[at]).not.toBe(colour);
  }
});

describe("print", () => {
  test("shows everything, whatever is folded or filtered on the screen", async () => {
    const { page } = await open(estate, { colorScheme: "dark" });
    const all = await page.locator(".finding").count();
    await page.getByLabel("mandatory", { exact: true }).check();
    await page.emulateMedia({ media: "print" });
    expect(await seen(page, ".finding")).toBe(all);
    expect(await seen(page, ".pool svg")).toBe(6);
    expect(await seen(page, ".finding .body")).toBe(all);
    expect([await seen(page, ".filters"), await seen(page, ".skip")]).toEqual([0, 0]);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });

  test("makes several pages", async () => {
    const { page } = await open(estate);
    const pdf = await page.pdf({ format: "A4" });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? [];
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.length).toBeLessThan(12);
  });
});

test.each(FULL ? [320, 390, 768, 1920] : [320, 1920])(
  "on a screen %i wide nothing has to be scrolled sideways",
  async (width) => {
    const { page } = await open(estate, { viewport: { width, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  },
);

describe("a picture", () => {
  test.each(FULL ? [390, 768, 1024, 1360, 1920, 2560] : [390, 1360])(
    "covers no text on a screen %i wide, however far it is scrolled",
    async (width) => {
      const { page } = await open(estate, { viewport: { width, height: 800 } });
      const covered = `(() => {
      const shown = [...document.querySelectorAll(".picture")].filter((each) => each.checkVisibility());
      const texts = [...document.querySelectorAll(".found, .finding-text > p, .change, .facts, .title")];
      const box = (each) => each.getBoundingClientRect();
      const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return shown.flatMap((picture) => texts.filter((text) => text.checkVisibility() && meet(box(picture), box(text)))).length;
    })()`;
      const height = Number(await page.evaluate("document.documentElement.scrollHeight"));
      expect(height).toBeGreaterThan(2000);
      for (let top = 0; top < height; top += 500) {
        await page.evaluate(`window.scrollTo(0, ${top})`);
        expect(await page.evaluate(covered)).toBe(0);
      }
    },
  );

  test.each([
    [390, 0, 6],
    [1360, 6, 0],
  ])("on a screen %i wide, %i lie and %i stand", async (width, lying, standing) => {
    const { page } = await open(estate, { viewport: { width, height: 800 } });
    expect([await seen(page, "svg.right"), await seen(page, "svg.down")]).toEqual([lying, standing]);
    expect(
      await page.evaluate(
        "[...document.querySelectorAll('svg.down')].filter((each) => each.getBoundingClientRect().width > innerWidth).length",
      ),
    ).toBe(0);
  });

  test("leads to what was found at each box, first to why the packets are stopped", async () => {
    const { page } = await open(estate);
    const pools = await page.locator(".pool.blocked").all();
    expect(pools.length).toBeGreaterThan(2);
    for (const pool of pools) {
      const box = pool.locator("svg.right a:has(.hop.blocked)").first();
      const id = (await box.getAttribute("href"))?.slice(1) ?? "";
      expect(id).toMatch(/-finding-1$/);
      await box.click();
      expect(await page.locator(`#${id}:target .badge.mandatory`).count()).toBe(1);
    }
  });
});

describe("500 pools stay usable", () => {
  let many = "";
  beforeAll(async () => {
    const networkPaths = Array.from({ length: 500 }, (_, at) =>
      aNetworkPath({
        name: `pool-${at}`,
        pool: `urn:pulumi:dev::render::azure-native:batch:Pool::p${at}`,
        is: at % 2 === 0 ? "blocked" : "open",
      }),
    );
    const own = networkPaths.map(({ pool }) => aFinding({ urn: pool, policy: "undecided", level: "advisory" }));
    many = await toHtml(aDocument(aFile({ networkPaths, findings: [aFinding(), ...own] })), { today });
  });

  test("in a file that can be sent around", () => expect(many.length).toBeLessThan(5_000_000));

  test("a filter takes effect at once", async () => {
    const { page } = await open(many);
    expect(await seen(page, "svg")).toBe(500);
    // Measures the click and the layout after it; the driver takes longer than both to find the control by its label.
    const click = (id: string): Promise<number> =>
      page.locator(id).evaluate((control) => {
        const started = performance.now();
        (control as HTMLElement).click();
        control.ownerDocument.body.getBoundingClientRect();
        return performance.now() - started;
      });
    expect(await click("#level-1")).toBeLessThan(5_000);
    expect([await seen(page, "#pool-1 .mandatory"), await seen(page, "#pool-500 .finding")]).toEqual([0, 1]);
    expect(await click("#path-1")).toBeLessThan(5_000);
    expect(await seen(page, ".pool")).toBe(250);
  });

  test("the table leads to each", async () => {
    const { page } = await open(many);
    await page.locator(".table > summary").click();
    await page.locator('a[href="#pool-500"]').click();
    const top = await page.locator("#pool-500").evaluate((each) => each.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(720);
  });
});

test("hostile names are text", async () => {
  const networkPaths = HOSTILE.map(([, name], at) =>
    aNetworkPath({ name, region: name, pool: `urn:pulumi:dev::render::azure-native:batch:Pool::p${at}` }),
  );
  const findings = HOSTILE.map(([, name], at) =>
    aFinding({
      policy: name,
      urn: networkPaths[at]?.pool ?? "",
      message: name,
      evidence: { path: name, found: name, why: name, change: [name] },
    }),
  );
  const files = HOSTILE.map(([, name]) => aFile({ file: name, project: name, stack: name, findings: [] }));
  const html = await toHtml(aDocument(aFile({ networkPaths, findings }), ...files), { today });
  const { page, complaints, requests, url } = await open(html, { javaScriptEnabled: true });
  expect(
    await page.locator("script, img, iframe, object, embed, form:not(.filters form), [onerror], [onload]").count(),
  ).toBe(0);
  const links = await page.locator("a").evaluateAll((all) => all.map((each) => each.getAttribute("href") ?? ""));
  expect(
    links.filter((link) => !/^(#(content|pool-\d+(-finding-\d+)?)$|https:\/\/learn\.microsoft\.com\/)/.test(link)),
  ).toEqual([]);
  const names = await page.locator(".pool h3 bdi").allTextContents();
  // A file cannot contain a lone surrogate.
  expect(names).toEqual(HOSTILE.map(([, name]) => visible(name).replaceAll("\ud800", "\ufffd")));
  expect([complaints, requests]).toEqual([[], [url]]);
});

import { expect, test } from "vitest";
import { toFleetHtml } from "../../cli/html/fleet";
import { useBrowser } from "../support/browser";
import { aFleet, aPool, aStack } from "../support/fleets";

const open = useBrowser();

const STATES = ["blocked", "unknown", "open"] as const;

/** This many stacks, each with one pool in each state; every tenth has a mandatory finding and pools in classic mode. */
function fleetOf(size: number) {
  const stacks = Array.from({ length: size }, (_, at) => {
    const fails = at % 10 === 0;
    const mode = fails ? "Classic" : "Simplified";
    const pools = STATES.map((service) =>
      aPool({ service, name: `${service}-${at}`, asks: mode, runs: mode, urn: `urn:${at}-${service}` }),
    );
    const advisory = { policy: "undecided", level: "advisory", severity: "low", urn: "urn:x" } as const;
    const findings = fails ? aStack().findings : [advisory];
    return aStack({ file: `${at}.json`, project: `p${at % 3}`, stack: `s${at}`, pools, findings });
  });
  return toFleetHtml(aFleet(...stacks));
}

test("the page asks for nothing but itself, and its filters work", async () => {
  const { page, complaints, requests, url } = await open(fleetOf(30));
  const names = (selector: string) => page.locator(`${selector}:visible`).allTextContents();
  expect(await names("h2")).toEqual(expect.arrayContaining(["What breaks first", "Stacks with mandatory findings"]));
  expect(await names(".table h3")).toEqual(["breaks when resized", "blocked", "unknown"]);

  await page.getByLabel("blocked", { exact: true }).check();
  const blocked = await names("main section .table tbody th");
  expect(blocked).toHaveLength(3 + 30);
  expect(blocked.every((name) => name.startsWith("blocked-"))).toBe(true);

  await page.getByLabel("Project").selectOption("p1");
  expect(await names("main section .table tbody th")).toHaveLength(1 + 10);

  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByLabel("Policy").selectOption("nsg-no-classic-inbound");
  expect(await names("main > .table tbody th")).toEqual(["p0/s0", "p1/s10", "p2/s20"]);
  expect([complaints, requests]).toEqual([[], [url]]);
});

test("on paper it is complete", async () => {
  const { page } = await open(fleetOf(30));
  await page.emulateMedia({ media: "print" });
  const rows = page.locator("main > .table tbody tr");
  const seen = await rows.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
  expect(seen).toBe(30);
});

test("2,000 stacks stay usable", async () => {
  const html = fleetOf(2000);
  expect(html.length).toBeLessThan(8_000_000);
  const { page } = await open(html);
  const milliseconds = await page.locator("#path-0").evaluate((control) => {
    const started = performance.now();
    (control as HTMLElement).click();
    control.ownerDocument.body.getBoundingClientRect();
    return performance.now() - started;
  });
  expect(milliseconds).toBeLessThan(5_000);
});

test.each([320, 1280])("on a screen %i wide nothing has to be scrolled sideways but tables", async (width) => {
  const { page } = await open(fleetOf(3), { viewport: { width, height: 800 } });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
});

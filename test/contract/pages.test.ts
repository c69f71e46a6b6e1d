import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "../../policies/rules";
import { root } from "../../toolchain/checkout";
import { policyPage } from "../../toolchain/docs/pages";
import { pageOf } from "../support/written/page";
import { casesOf } from "../support/written/tables";

const RENEW = 'renew it with "npm run docs"';

// "npm run docs" writes the pages: it runs this file in the mode that updates snapshots.
describe.each(RULES.map((rule) => ({ name: rule.name, rule })))("the page of $name", ({ rule }) => {
  test("is what is written down", async () => {
    const page = pageOf(rule, await casesOf(rule));
    await expect(page, RENEW).toMatchFileSnapshot(path.join(root, policyPage(rule.name)));
  });

  test("refers to files that exist", () => {
    const file = path.join(root, policyPage(rule.name));
    const links = [...readFileSync(file, "utf8").matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].map(([, link]) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(path.resolve(path.dirname(file), link ?? "")))).toEqual([]);
  });
});

test("each page belongs to a policy, and each policy has one", () => {
  const pages = readdirSync(path.join(root, "policies/rules")).filter((name) => name.endsWith(".md"));
  expect(pages.map((name) => `policies/rules/${name}`).sort()).toEqual(
    RULES.map(({ name }) => policyPage(name)).sort(),
  );
});

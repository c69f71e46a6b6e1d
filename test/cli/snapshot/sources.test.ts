import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadFile } from "../../../cli/snapshot/document";
import { readDocument } from "../../../cli/snapshot/read-document";
import { sourcesIn } from "../../../cli/snapshot/sources";
import { inPieces } from "../../support/command";
import { ARM_BODIES } from "./arm-bodies";

/** A file with this content, in a folder. */
async function fileOf(file: string, content: unknown, modified = "2026-11-27T02:00:00Z"): Promise<ReadFile> {
  const document = await readDocument({ open: () => inPieces(Buffer.from(JSON.stringify(content)), 1000) });
  if ("refused" in document) throw new Error(document.refused);
  return { file, document, modified };
}

const one = ARM_BODIES.map(({ body }) => body);
const bodies: typeof one = [
  ...one,
  ...JSON.parse(JSON.stringify(one).replaceAll("/resourceGroups/rg", "/resourceGroups/other")),
];
const CLAIM = {
  format: "azure-batch-guard coverage 1",
  coverage: [{ subscription: "s-1", types: ["Microsoft.Network/virtualNetworks"] }],
};

type Body = { readonly id: string; readonly type?: unknown };

/** The forms in which files hold resources: query results in pages, lists in pages, an array, or one resource per file. */
const FORMS: readonly ((own: readonly Body[], size: number) => readonly object[])[] = [
  (own, size) => {
    const pages = chunks(own, size);
    return pages.map((data, at) => {
      return {
        count: data.length,
        data,
        total_records: own.length,
        skip_token: at < pages.length - 1 ? `t${at}` : null,
      };
    });
  },
  (own, size) =>
    [...new Set(own.map(({ type }) => type))].flatMap((each) => {
      const list = own.filter(({ type }) => type === each);
      const pages = chunks(list, Math.min(size, 2));
      return pages.map((value, at) => ({ value, ...(at < pages.length - 1 ? { nextLink: `https://x/${at}` } : {}) }));
    }),
  (own) => [own],
  (own) => own,
];

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const pages: (readonly T[])[] = [];
  for (let at = 0; at < list.length; at += size) pages.push(list.slice(at, at + size));
  return pages.length > 0 ? pages : [[]];
}

test("however a folder of answers is cut into files, whatever their order, and though some come twice, it is the same source", async () => {
  const whole = sourcesIn([await fileOf("f/all.json", { value: bodies }), await fileOf("f/coverage.json", CLAIM)], {});
  const parts = fc.record({
    owners: fc.array(fc.nat(3), { minLength: bodies.length, maxLength: bodies.length }),
    forms: fc.array(fc.nat(FORMS.length - 1), { minLength: 4, maxLength: 4 }),
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
    order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    again: fc.nat(5),
  });
  await fc.assert(
    fc.asyncProperty(parts, async ({ owners, forms, sizes, order, again }) => {
      const contents = [0, 1, 2, 3].flatMap((owner) => {
        const own = bodies.filter((_, at) => owners[at] === owner);
        const form = FORMS[forms[owner] ?? 0];
        return (form?.(own, sizes[owner] ?? 1) ?? []).map(
          (content, at) => [`f/${"abcd"[owner]}-${at}.json`, content] as const,
        );
      });
      const files = await Promise.all(contents.map(([name, content]) => fileOf(name, content)));
      const twice = [
        ...files,
        ...files.slice(0, again).map((each) => ({ ...each, file: each.file.replace("f/", "f/again-") })),
      ];
      const shuffled = [...twice, await fileOf("f/coverage.json", CLAIM)]
        .map((each, at) => [order[at % order.length] ?? 0, each] as const)
        .sort(([one], [other]) => one - other)
        .map(([, each]) => each);
      expect(sourcesIn(shuffled, {})).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test("taking any page away is reported, unless nothing but the last token tells that it was there", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.nat(), async (size, which) => {
      const pages = FORMS[0]?.(bodies, size) ?? [];
      const files = await Promise.all(pages.map((content, at) => fileOf(`page-${at}.json`, content)));
      expect(sourcesIn(files, {})).toHaveLength(1);
      expect(sourcesIn(files.toSpliced(which % files.length, 1), {})).toMatch(
        / of the \d+ resources that the query found: a page is missing\./,
      );
    }),
    { numRuns: 40 },
  );
});

test("facts are as old as the oldest of them", async () => {
  const files = [
    await fileOf("f/a.json", bodies.slice(0, 3), "2026-11-27T02:00:00Z"),
    await fileOf("f/b.json", bodies.slice(3, 6), "2026-11-20T02:00:00Z"),
    await fileOf("f/coverage.json", CLAIM, "2026-11-28T02:00:00Z"),
  ];
  expect(sourcesIn(files, {})).toMatchObject([{ time: "2026-11-20T02:00:00Z" }]);
  expect(sourcesIn(files, { asOf: "2026-11-28T00:00:00Z" })).toMatchObject([{ time: "2026-11-28T00:00:00Z" }]);
});

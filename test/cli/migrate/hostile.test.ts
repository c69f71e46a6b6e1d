import { beforeAll, describe, expect, test } from "vitest";
import { toDocument } from "../../../cli/migrate/document";
import { toMarkdown } from "../../../cli/migrate/markdown";
import { LANGUAGE_NAMES } from "../../../cli/migrate/snippets/literals";
import { denyInternetOut, farm, inbound } from "../../rules/parts";
import { HOSTILE } from "../../support/hostile-names";
import { everythingCalled, migrationFor } from "../../support/migration";

/** The HTML that GitHub's Markdown renders from the plan, before sanitizing. */
let rendered: (markdown: string) => string;
beforeAll(async () => {
  const { micromark } = await import("micromark");
  const { gfm, gfmHtml } = await import("micromark-extension-gfm");
  rendered = (markdown) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
});

/** The HTML without the content of code elements, which is shown literally. */
const outsideOfCode = (html: string) => html.replace(/<code[^>]*>[^<]*<\/code>/g, "<code></code>");

const classicIn = inbound(100, "Allow", "Tcp", "BatchNodeManagement", "29876-29877");
const classic = { targetNodeCommunicationMode: "Classic", scaleSettings: { fixedScale: { targetDedicatedNodes: 1 } } };

const plan = (name: string) => toMarkdown(migrationFor(everythingCalled(name)), LANGUAGE_NAMES);

describe("no name changes what the plan is made of", () => {
  test.each(HOSTILE)("%s", (_what, name) => {
    const text = plan(name);
    expect(outsideOfCode(rendered(text))).toEqual(outsideOfCode(rendered(plan("name"))));
    expect(text.replaceAll(/[\n\t]/g, "")).not.toMatch(/[\p{Cc}\u202e\u2066\u200b\ufeff]/u);
  });
});

describe("shells obey no name", () => {
  test.each(["a'b", "$(touch x)", "`touch x`", "a;b", "a b", '"', "\\", "--help"])("%j", (name) => {
    const change = (text: string) =>
      text.replaceAll("batchAccounts/batch", JSON.stringify(`batchAccounts/${name}`).slice(1, -1));
    const migration = migrationFor(farm({ pool: classic }), { change });
    const commands = migration.steps.flatMap((step) => step.commands);
    expect(commands.length).toBeGreaterThan(0);
    // Outside quotes only words remain.
    for (const command of commands) {
      expect(command.replace(/'[^']*'|\\'/g, "")).toMatch(/^[\w.=\s-]*$/);
      expect(command).not.toContain(` ${name} `);
    }
  });
});

describe("secrets", () => {
  const SIGNATURE = "4dabf18193072939515e22adb298388d";
  const secret = (rest: object) => JSON.stringify({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...rest });
  const hidden = 'hunter2 \\ "quoted"';
  const program = farm({
    rules: [{ ...classicIn, name: "TheName" }, denyInternetOut],
    pool: { ...classic, scaleSettings: { autoScale: { formula: "TheFormula" } } },
  });
  const shownWith = (value: string) => {
    const change = (text: string) => text.replaceAll('"TheFormula"', value).replaceAll('"TheName"', value);
    const migration = migrationFor(program, { change });
    return `${toMarkdown(migration, LANGUAGE_NAMES)}${JSON.stringify(toDocument(migration, "a"))}`;
  };

  test("that are decrypted are in no text, however it is escaped", () => {
    const text = shownWith(secret({ plaintext: JSON.stringify(hidden) }));
    expect(text).toContain("[secret]");
    expect(text).not.toContain("hunter2");
  });

  test("that are encrypted stay so", () => {
    const text = shownWith(secret({ ciphertext: "v1:abcdef:hunter2" }));
    expect(text).toContain("restore them");
    expect(text).not.toContain("hunter2");
  });
});

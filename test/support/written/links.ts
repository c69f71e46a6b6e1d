import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../../../toolchain/checkout";

/** The links of a page whose target is not a file of the project or not a section of a page. */
export function brokenLinks(page: string, text = readFileSync(path.join(root, page), "utf8")): readonly string[] {
  const links = [...text.matchAll(/\]\((?!https?:|mailto:)([^)]+)\)/g)].map(([, link]) => link as string);
  return [...new Set(links)].filter((link) => {
    const [file = "", section] = link.split("#");
    const target = path.join(root, path.dirname(page), file);
    if (file !== "" && !existsSync(target)) return true;
    if (section === undefined) return false;
    return !sectionsOf(file === "" ? text : readFileSync(target, "utf8")).has(section);
  });
}

/** The scripts that a page names and package.json does not have. */
export function unknownCommands(text: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const named = [...text.matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(start|test)\b)/g)].map(
    ([, run, short]) => run ?? short,
  );
  return [...new Set(named as string[])].filter((name) => !(name in scripts));
}

/** The prose of a page: without code, tables, pictures and comments. */
export function prose(text: string): string {
  return text
    .replaceAll(/^```[^\n]*\n[\s\S]*?^```$/gm, "")
    .replaceAll(/<!--.*?-->/g, "")
    .replaceAll(/^(?:\||!\[).*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The anchors that GitHub gives the headings of a page. */
function sectionsOf(text: string): ReadonlySet<string> {
  const titles = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) => (title as string).replaceAll(/`/g, ""));
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

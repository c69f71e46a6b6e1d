import { append, groupBy } from "../../policies/known/multimap";
import { compare } from "../../policies/known/order";
import { counted } from "../counted";
import type { Page, ReadFile } from "./document";

/** A page and its file. */
interface Leaf extends Page {
  readonly file: string;
}

/**
 * What is missing among the given pages, in one sentence: the last page, if a page has a next one; or resources, if there are fewer than
 * a query declares. Pages may be given in any order, and more than once.
 *
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data#paging-results
 */
export function missingPages(files: readonly ReadFile[]): string | undefined {
  const leaves = files.flatMap(({ file, document }): Leaf[] =>
    document.is === "azure" && document.page ? [{ file, ...document.page }] : [],
  );
  for (const pages of groups(distinct(leaves))) {
    const fault = faultIn(pages);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The files that are pages of one query: those with the same total, if it takes more than one page. */
export function pagesTogether(files: readonly ReadFile[]): readonly (readonly ReadFile[])[] {
  const together = groupBy(files, ({ file, document }) => {
    const page = document.is === "azure" ? document.page : undefined;
    const isPart = page?.total !== undefined && (page.next !== undefined || page.holds < page.total);
    return isPart ? `total ${page.total}` : `file ${file}`;
  });
  return [...together.values()];
}

/** Groups the pages of queries by their total, and the pages of lists, which have none, by what they list. */
function groups(leaves: readonly Leaf[]): Iterable<readonly Leaf[]> {
  const found = new Map<string, Leaf[]>();
  const add = (key: string, leaf: Leaf) => append(found, key, leaf);
  for (const leaf of leaves) {
    const { total, list } = leaf;
    if (total !== undefined) add(`total ${total}`, leaf);
    else if (list !== undefined) add(`list ${list}`, leaf);
  }
  // An empty page may be the last page of any list.
  const empty = leaves.filter(({ total, list }) => total === undefined && list === undefined);
  for (const [key, group] of found) if (key.startsWith("list ")) group.push(...empty);
  return found.values();
}

/** Each page once, even if it was given twice. */
function distinct(pages: readonly Leaf[]): readonly Leaf[] {
  return [...new Map(pages.map((page) => [JSON.stringify([page.mark, page.next, page.total]), page])).values()];
}

function faultIn(all: readonly Leaf[]): string | undefined {
  const pages = [...all].sort((one, other) => compare(one.file, other.file));
  const [first] = pages;
  if (!first) return undefined;
  const last = pages.filter(({ next }) => next === undefined).length;
  const holds = pages.reduce((sum, page) => sum + page.holds, 0);
  const { total } = first;
  const which = pages.length === 1 ? first.file : `${first.file} and ${counted(pages.length - 1, "other page")}`;
  if (total !== undefined && holds < total * Math.max(last, 1)) {
    return `${which} ${pages.length === 1 ? "holds" : "hold"} ${holds} of the ${total * Math.max(last, 1)} resources that the query found: a page is missing. Give all of them, each asked for with the skip token of the one before.`;
  }
  if (last > 0) return undefined;
  return `${which} ${pages.length === 1 ? "leads" : "lead"} to a next page, and the last one is missing: give all pages.`;
}

import type { Document, Page, Refused } from "./document";
import type { Listed } from "./read-document";

type Content = Readonly<Record<string, unknown>>;

/** A list that `az` printed, or a page of one. */
export function toAzure(listed: Listed, content: Content = {}): Document | Refused {
  const { resources, wrong } = listed;
  if (wrong !== undefined) return { refused: `cannot be read: ${wrong}` };
  const page = pageOf(listed, content);
  if (page.count !== undefined && page.count !== page.holds) {
    return {
      refused: `says that it holds ${page.count} resources, and holds ${page.holds}: it is not as "az graph query" printed it.`,
    };
  }
  if (isTruncated(content) && page.next === undefined) {
    return {
      refused:
        'was cut off by Azure, which says so ("resultTruncated"): query again, with "project id, …" and "--first 1000".',
    };
  }
  return { is: "azure", resources, page };
}

/** `az graph query` and the REST API of Resource Graph have different names for the same fields. */
function pageOf({ holds, mark, list }: Listed, content: Content): Page {
  const { count, total_records, totalRecords, skip_token, skipToken, $skipToken, nextLink } = content;
  const total = total_records ?? totalRecords;
  const next = [skip_token, skipToken, $skipToken, nextLink].find((each) => typeof each === "string" && each !== "");
  return {
    holds,
    mark,
    ...(list === undefined ? {} : { list }),
    ...(typeof count === "number" ? { count } : {}),
    ...(typeof total === "number" ? { total } : {}),
    ...(typeof next === "string" ? { next } : {}),
  };
}

function isTruncated({ resultTruncated }: Content): boolean {
  return resultTruncated === true || resultTruncated === "true";
}

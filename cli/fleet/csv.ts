import { visible } from "../visible";
import type { FleetDocument } from "./document";
import { outlookOf } from "./outlook";

const COLUMNS = [
  "project",
  "stack",
  "file",
  "pool",
  "urn",
  "asks",
  "runs",
  "created",
  "scaling",
  "outlook",
  "service",
  "reason",
  "mandatory",
  "advisory",
  "exempted",
];

/** One row per pool, and one per stack without pools; the findings are those of the stack (RFC 4180). */
export function toCsv({ stacks }: FleetDocument): string {
  const rows = stacks.flatMap(({ project, stack, file, findings, exempted, pools }) => {
    const mandatory = findings.filter(({ level }) => level === "mandatory").length;
    const numbers = [mandatory, findings.length - mandatory, exempted];
    const cells = pools.map((pool) => {
      const { name, urn, asks, runs, created, scaling, service, reason } = pool;
      return [name, urn, asks, runs, created, scaling, outlookOf(pool)?.name ?? "", service, reason];
    });
    const perPool = cells.length > 0 ? cells : [["", "", "", "", "", "", "", "", ""]];
    return perPool.map((pool) => [project, stack, file, ...pool, ...numbers]);
  });
  return [COLUMNS, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** Spreadsheets evaluate cells that begin like a formula: https://owasp.org/www-community/attacks/CSV_Injection */
function cell(value: string | number): string {
  const shown = visible(String(value)).replace(/^[=+@-]/, "'$&");
  return /[",]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

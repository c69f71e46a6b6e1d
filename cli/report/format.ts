import type { FindingsDocument } from "../findings/document";
import { toHtml } from "../html/report";
import { toAnnotations } from "./annotations";
import { toJUnit } from "./junit";
import { toMarkdown } from "./markdown";
import { toSarif } from "./sarif";

/** What reports need besides the findings. */
export interface ReportOptions {
  /** The file in the repository that findings are shown at. */
  readonly source: string;
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
}

/** A form of report, and the option that asks for it. */
export interface ReportFormat {
  readonly name: string;
  readonly about: string;
  readonly render: (document: FindingsDocument, options: ReportOptions) => string | Promise<string>;
}

/** All forms of report. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  { name: "sarif", about: "write SARIF 2.1.0, for GitHub code scanning", render: toSarif },
  { name: "junit", about: "write JUnit XML, for Azure DevOps and other test views", render: toJUnit },
  {
    name: "html",
    about: "write a page in one file, with a picture of each pool's way to the Batch service",
    render: toHtml,
  },
  { name: "markdown", about: "write a comment for a pull request", render: toMarkdown },
  { name: "github", about: "write annotations, for the log of a GitHub job", render: toAnnotations },
  {
    name: "json",
    about: "write JSON (schemas/findings.schema.json)",
    render: (document) => `${JSON.stringify(document, undefined, 2)}\n`,
  },
];

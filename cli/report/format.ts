import type { FindingsDocument } from "../findings/document";
import { toAnnotations } from "./annotations";
import { toJUnit } from "./junit";
import { toMarkdown } from "./markdown";
import { toSarif } from "./sarif";

/** What reports need besides the findings. */
export interface ReportOptions {
  /** The file in the repository that findings are shown at. */
  readonly source: string;
}

/** A form of report, and the option that asks for it. */
export interface ReportFormat {
  readonly name: string;
  readonly about: string;
  readonly render: (document: FindingsDocument, options: ReportOptions) => string;
}

/** All forms of report. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  { name: "sarif", about: "write SARIF 2.1.0, for GitHub code scanning", render: toSarif },
  { name: "junit", about: "write JUnit XML, for Azure DevOps and other test views", render: toJUnit },
  { name: "markdown", about: "write a comment for a pull request", render: toMarkdown },
  { name: "github", about: "write annotations, for the log of a GitHub job", render: toAnnotations },
  {
    name: "json",
    about: "write JSON (schemas/findings.schema.json)",
    render: (document) => `${JSON.stringify(document, undefined, 2)}\n`,
  },
];

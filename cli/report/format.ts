import type { FindingsDocument } from "../findings/document";
import { formatText } from "../findings/text";
import { toHtml } from "../html/report";
import { toJson } from "../json";
import type { Paint } from "../paint";
import { toAnnotations } from "./annotations";
import { toJUnit } from "./junit";
import { toMarkdown } from "./markdown";
import { toSarif } from "./sarif";

/** The inputs of reports besides the findings. */
export interface ReportOptions {
  /** The file in the repository at which findings are shown. */
  readonly source: string;
  /** The current date, `yyyy-mm-dd`, UTC. */
  readonly today: string;
  /** Whether reports for people leave out files without findings. */
  readonly quiet: boolean;
  readonly paint: Paint;
}

/** A report format, with its value of `--format`. */
export interface ReportFormat {
  readonly name: string;
  readonly about: string;
  readonly render: (document: FindingsDocument, options: ReportOptions) => string | Promise<string>;
}

/** All report formats. */
export const REPORT_FORMATS: readonly ReportFormat[] = [
  { name: "text", about: "for people, in the manner of the Pulumi CLI", render: formatText },
  {
    name: "json",
    about: "everything (schemas/findings.schema.json), for programs and for report",
    render: (document) => toJson(document),
  },
  { name: "sarif", about: "SARIF 2.1.0, for GitHub code scanning", render: toSarif },
  { name: "junit", about: "JUnit XML, for Azure DevOps and other test views", render: toJUnit },
  { name: "markdown", about: "a comment for a pull request", render: toMarkdown },
  {
    name: "html",
    about: "a page in one file, with a picture of each pool's path to the Batch service",
    render: toHtml,
  },
  { name: "github", about: "annotations, for the log of a GitHub job", render: toAnnotations },
];

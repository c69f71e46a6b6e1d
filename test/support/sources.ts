import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import * as ts from "typescript";

/** A TypeScript file of the pack. */
export interface Source {
  /** Its path from the project's folder, with slashes. */
  readonly file: string;
  readonly text: string;
  /** The file without comments and with its strings, on the same number of lines. */
  readonly code: string;
  /** Its imports and re-exports: paths from the project's folder without extension, or names of packages. */
  readonly imports: readonly string[];
  readonly parsed: ts.SourceFile;
}

const root = path.resolve(__dirname, "../..");

/** All TypeScript files, JSX included, below `folder`; none where there is no such folder yet. */
export function sourcesIn(folder: string): readonly Source[] {
  const absolute = path.join(root, folder);
  return readdirSync(absolute, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => readSource(path.join(absolute, name)))
    .sort((one, other) => one.file.localeCompare(other.file));
}

function readSource(absolute: string): Source {
  const text = readFileSync(absolute, "utf8");
  const parsed = ts.createSourceFile(absolute, text, ts.ScriptTarget.ES2022, true);
  const file = relative(absolute);
  return { file, text, code: withoutComments(parsed), imports: importsIn(file, text), parsed };
}

/** What `text` would import as the content of `file`, in the form of {@link Source.imports}. */
export function importsIn(file: string, text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    return fileName.startsWith(".") ? path.posix.join(path.posix.dirname(file), fileName) : fileName;
  });
}

function withoutComments(parsed: ts.SourceFile): string {
  return ts.createPrinter({ removeComments: true }).printFile(parsed);
}

function relative(absolute: string): string {
  return path.relative(root, absolute).split(path.sep).join("/");
}

import { Ajv } from "ajv";
import { PIPELINE_SCHEMA } from "./azure-pipelines-schema";
import { type CiFile, parse } from "./ci-files";
import { knownAction } from "./known-actions";

/**
 * The problems of a file, each with its line where that is known; none for a valid one. Workflows and actions are checked by
 * GitHub's own language service: keys, types, expressions with their contexts, and the inputs of the actions in use.
 */
export async function lint(file: CiFile): Promise<readonly string[]> {
  return file.kind === "pipeline" ? lintPipeline(file) : lintForGithub(file);
}

async function lintForGithub({ name, kind, text }: CiFile): Promise<readonly string[]> {
  const { validate, registerLogger } = await import("@actions/languageservice");
  const { TextDocument } = await import("vscode-languageserver-textdocument");
  // The service only logs its own errors; without this the file would count as valid.
  const logged: string[] = [];
  const log = (message: string) => logged.push(message);
  registerLogger({ error: log, warn: log, info: () => {}, log: () => {} });
  // The path distinguishes actions from workflows, and is the key of the service's cache.
  documents += 1;
  const uri = kind === "action" ? `file:///${documents}/action.yml` : `file:///${documents}/.github/workflows/${name}`;
  const found = await validate(TextDocument.create(uri, "yaml", 1, text), {
    actionsMetadataProvider: {
      fetchActionMetadata: async ({ owner, name, path, ref }) =>
        knownAction(`${[owner, name, path].filter(Boolean).join("/")}@${ref}`),
    },
  });
  return [...found.map(({ message, range }) => `line ${range.start.line + 1}: ${message}`), ...logged];
}

let documents = 0;

const validatePipeline = new Ajv({ allErrors: true }).compile(PIPELINE_SCHEMA);

function lintPipeline(file: CiFile): readonly string[] {
  validatePipeline(parse(file));
  return (validatePipeline.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message} ${JSON.stringify(params)}`.trim(),
  );
}

import { isRefusal } from "../policies/plan/program";
import { withoutSecrets } from "../policies/plan/secrets";
import { explain } from "../policies/topology/explain";
import { formatStatements } from "../policies/topology/statement";
import { buildTopology } from "../policies/topology/topology";
import { type Answer, refuse } from "./answer";
import { readProgramFile } from "./read-file";

/** `explain FILE`: what each pool in a recording or an exported stack is linked to. */
export function explainFile(file: string): Answer {
  const program = readProgramFile(file);
  if (isRefusal(program)) return refuse(program.refused);
  const statements = explain(buildTopology(program.resources));
  const account =
    statements.length > 0 ? formatStatements(statements) : "There is no Batch pool and no Batch account.\n";
  return { status: 0, output: withoutSecrets(account, program.secrets) };
}

import { isObject } from "../../policies/plan/program";
import { RECORDING_FORMAT } from "../../policies/plan/recording";
import { readArm } from "./arm";
import { isArmId } from "./arm-kinds";
import { CLAIM_FORMAT, readClaim } from "./claim";
import type { Document, Refused } from "./document";
import { readSnapshot } from "./read-snapshot";
import { readTerraform } from "./terraform";

type Content = Readonly<Record<string, unknown>>;

/** One kind of file, identified by its content. */
interface Sort {
  readonly claims: (content: Content) => boolean;
  readonly read: (content: Content) => Document | Refused;
}

const OURS = "azure-batch-guard ";

const SORTS: readonly Sort[] = [
  { claims: ({ format }) => isOurs(format), read: readOurs },
  { claims: isTerraform, read: readTerraformFile },
  {
    claims: (content) => Array.isArray(content.resources) && "lineage" in content,
    read: () => ({
      refused:
        'is the file in which Terraform keeps a state: give what "terraform show -json" prints of it, which says what is sensitive.',
    }),
  },
  { claims: ({ id }) => isArmId(id), read: readOne },
  {
    claims: (content) => "resourcePlans" in content || ("steps" in content && "changeSummary" in content),
    read: () => ({ refused: `shows what a program plans, not what exists: ${GIVE}` }),
  },
];

const GIVE = 'give what "pulumi stack export" writes.';

/** Reads a file that is one JSON object. */
export function readOther(content: Content): Document | Refused {
  const sort = SORTS.find(({ claims }) => claims(content));
  if (sort) return sort.read(content);
  return {
    refused:
      'is neither the state of a stack, nor what "az graph query", "az rest" or "az … list" prints, nor what "terraform show -json" prints of a state, nor a snapshot.',
    unrelated: true,
  };
}

function isOurs(format: unknown): boolean {
  return typeof format === "string" && format.startsWith(OURS);
}

function readOurs(content: Content): Document | Refused {
  const { format } = content;
  const shown = String(format).slice(0, 60);
  // A snapshot of another version as well: `readSnapshot` reports the version.
  if (shown.startsWith("azure-batch-guard snapshot ")) return readSnapshot(content);
  if (format === CLAIM_FORMAT) return readClaim(content);
  if (shown.startsWith("azure-batch-guard coverage "))
    return { refused: `is "${shown}", and only "${CLAIM_FORMAT}" is known.` };
  if (format === RECORDING_FORMAT)
    return { refused: `is a recording of a preview, which shows what a program plans, not what exists: ${GIVE}` };
  return { refused: `is "${shown}", which a snapshot is not made from.`, unrelated: true };
}

function isTerraform(content: Content): boolean {
  return typeof content.format_version === "string" && ("terraform_version" in content || "values" in content);
}

/** https://developer.hashicorp.com/terraform/internals/json-format: its major version changes with the format. */
function readTerraformFile(content: Content): Document | Refused {
  const { format_version, values } = content;
  if ("planned_values" in content || "resource_changes" in content) {
    return {
      refused:
        'is a plan of Terraform, which tells what is planned, not what is there: give what "terraform show -json" prints of a state.',
    };
  }
  if (!/^[01]\./.test(String(format_version))) {
    return {
      refused: `is of format ${JSON.stringify(format_version)} of "terraform show -json", and only 0 and 1 are known.`,
    };
  }
  // An empty state has no values.
  return { is: "terraform", resources: readTerraform(isObject(values) ? values.root_module : undefined) };
}

/** The output of `az resource show` or `az network … show`. */
function readOne(content: Content): Document | Refused {
  const read = readArm(content);
  if (read && "wrong" in read) return { refused: `${read.wrong}.` };
  return { is: "azure", resources: read ? [read] : [] };
}

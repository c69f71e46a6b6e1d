import { stringify } from "yaml";
import { isObject, isRef, type Program, type Ref } from "../program/language";

/** A program in Pulumi YAML, without resource groups; `""` if it has nothing else. `spell` spells the type tokens. */
export function toYaml(program: Program, spell: (type: string) => string): string {
  const shown = Object.entries(program).filter(([, { type }]) => !/:resources:ResourceGroup$/.test(type));
  if (shown.length === 0) return "";
  const resources = shown.map(([name, { type, args, existing, parent }]) => {
    if (existing || parent !== undefined) throw new Error(`${name} cannot be shown: it is read, or in a component.`);
    const { resourceGroupName: _, ...properties } = args;
    const some = Object.keys(properties).length > 0 ? { properties: written(properties) } : {};
    return [name, { type: spell(type), ...some }];
  });
  return stringify({ resources: Object.fromEntries(resources) }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#expressions */
function written(value: unknown): unknown {
  if (isRef(value)) return expression(value);
  if (Array.isArray(value)) return value.map(written);
  if (!isObject(value)) return value;
  if (Array.isArray(value.$text)) return value.$text.map((part) => (isRef(part) ? expression(part) : part)).join("");
  if ("$later" in value) throw new Error("A value that is unknown until deployment cannot be shown.");
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, written(field)]));
}

function expression({ $ref, path }: Ref): string {
  return `\${${/^[A-Za-z_]\w*$/.test($ref) ? $ref : `["${$ref}"]`}.${path}}`;
}

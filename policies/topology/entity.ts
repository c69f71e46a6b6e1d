import { isUnknown, type Unknown, unknown, type Value } from "../known/value";
import { field, fieldAt, isAbsent, items, type Property, text, textOrUnknown } from "../plan/property";
import type { PlannedResource } from "../plan/resource";
import { type FieldName, pathOfField } from "./fields";
import { type Kind, kindOf } from "./kinds";
import { parseTypeToken, type TypeToken } from "./type-token";

/** A part of the program that the topology reads: a resource, or a subnet written inline in its virtual network. */
export interface Entity<K extends Kind = Kind> {
  readonly kind: K;
  readonly token: TypeToken;
  readonly resource: PlannedResource;
  /** The properties in the program: those of the resource, or the list element of an inline subnet. */
  readonly program: Property;
  /** The properties that the provider reports, including read-only ones. */
  readonly state: Property;
  /** The Azure name. */
  readonly name: Value<string>;
  /** The ARM id; unknown before the first deployment. */
  readonly id: Value<string>;
}

/** Whether resources of this type are part of a Batch network; all others are ignored. */
export function isReadType(type: string): boolean {
  const token = parseTypeToken(type);
  return token !== undefined && kindOf(token.provider, token.module, token.type) !== undefined;
}

/** Reads a planned resource as an entity, and the inline subnets of a virtual network as further entities. */
export function toEntities(resource: PlannedResource): readonly Entity[] {
  const token = parseTypeToken(resource.type);
  const kind = token && kindOf(token.provider, token.module, token.type);
  if (!token || !kind) return [];
  const { properties: program, outputs: state } = resource;
  const bare = { kind, token, resource, program, state };
  const entity: Entity = { ...bare, name: nameOf(bare), id: textOrUnknown(field(state, "id")) };
  return kind === "virtualNetwork" ? [entity, ...inlineSubnets(entity)] : [entity];
}

/** Whether an entity is of one of these kinds. */
export function isOfKind<K extends Kind>(entity: Entity, kinds: readonly K[]): entity is Entity<K> {
  return (kinds as readonly Kind[]).includes(entity.kind);
}

/** A field of an entity by its canonical name; absent where the provider has no such field. */
export function read<K extends Kind>(entity: Entity<K>, name: FieldName<K>): Property {
  return readFrom(entity, name, entity.program);
}

/** The same field as the provider reports it, for values that only Azure knows. */
export function readState<K extends Kind>(entity: Entity<K>, name: FieldName<K>): Property {
  return readFrom(entity, name, entity.state);
}

function readFrom(entity: Pick<Entity, "kind" | "token">, name: string, place: Property): Property {
  const path = pathOfField(entity.kind, entity.token.provider, name);
  return path === undefined ? { value: undefined, path: place.path, owner: place.owner } : fieldAt(place, path);
}

/** The name that the program or the provider's Check sets, else the name that ARM reports. */
function nameOf(entity: Omit<Entity, "name" | "id">): Value<string> {
  const given = text(readFrom(entity, "name", entity.program));
  if (given !== undefined && !isUnknown(given)) return given;
  return textOrUnknown(field(entity.state, "name"));
}

function inlineSubnets(network: Entity): readonly Entity[] {
  const path = pathOfField("virtualNetwork", network.token.provider, "subnets") ?? "";
  const written = items(fieldAt(network.program, path));
  if (isUnknown(written)) return [];
  const reported = items(fieldAt(network.state, path));
  return written.map((program) => {
    const bare = { ...network, kind: "inlineSubnet" as const, program };
    const name = text(readFrom(bare, "name", program)) ?? unknown(program.path, program.owner);
    const state = reportedSubnet(reported, name) ?? { ...program, value: unknown(program.path, program.owner) };
    return { ...bare, state, name, id: inlineSubnetId(network, name, state) };
  });
}

/** After a refresh a network reports all its subnets, in Azure's order: they are matched by name, not by index. */
function reportedSubnet(reported: Value<readonly Property[]>, name: Value<string>): Property | undefined {
  if (isUnknown(reported) || isUnknown(name)) return undefined;
  return reported.find((subnet) => text(field(subnet, "name")) === name);
}

function inlineSubnetId(network: Entity, name: Value<string>, state: Property): Value<string> {
  const reported = textOrUnknown(field(state, "id"));
  if (!isUnknown(reported)) return reported;
  return isUnknown(network.id) || isUnknown(name) ? reported : `${network.id}/subnets/${name}`;
}

/**
 * The marker of a field that is unknown, or that is missing although it may be set: without the inputs of a resource, the
 * outputs of a first preview do not show whether it is set. `undefined` where the field is known, or known to be absent.
 */
export function absentOrUnseen(entity: Entity, property: Property): Unknown | undefined {
  if (isUnknown(property.value)) return property.value;
  const seen = entity.resource.hasInputs || !isUnknown(entity.id);
  return isAbsent(property) && !seen ? unknown(property.path, property.owner) : undefined;
}

// Over 200 lines: the tests look for the same secret in each kind of document.

import { describe, expect, test } from "vitest";
import { readArm } from "../../../cli/snapshot/arm";
import { readPulumi } from "../../../cli/snapshot/pulumi";
import { readTerraform } from "../../../cli/snapshot/terraform";
import { AZURERM_TYPES, classicToken } from "../../../cli/snapshot/terraform-types";
import type { SnapshotResource } from "../../../policies/estate/snapshot";
import { SECRET, SIGNATURE } from "../../../policies/plan/tree";
import { PROGRAMS } from "../../programs/all";
import { exported, registered } from "../../support/stacks";
import { ARM_BODIES } from "./arm-bodies";

const MARK = "p@ss=W0rd;/+";

type Change = (value: unknown, path: string) => unknown;

/** Copies of a value, each with one part changed. */
function* onePlaceChanged(value: unknown, change: Change, path = ""): Generator<unknown> {
  if (path !== "") yield change(value, path);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of onePlaceChanged(inner, change, path === "" ? key : `${path}.${key}`)) {
      yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed };
    }
  }
}

const STATES = PROGRAMS.flatMap(({ program }) => {
  const { deployment } = exported(registered(program, "state")) as { deployment: { resources: State[] } };
  return deployment.resources;
});

interface State {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

describe("a state", () => {
  test.each<[string, Change]>([
    ["decrypted", () => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(MARK) })],
    ["decrypted, with what was there", (value) => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify([value, MARK]) })],
    ["as the engine sends it", () => ({ [SIGNATURE]: SECRET, value: MARK })],
    ["encrypted", () => ({ [SIGNATURE]: SECRET, ciphertext: MARK })],
  ])("with a secret in any place, %s, gives no snapshot with it", (_how, change) => {
    let tried = 0;
    let hidden = 0;
    for (const state of STATES) {
      for (const side of ["inputs", "outputs"] as const) {
        for (const values of onePlaceChanged(state[side], change)) {
          const other = side === "inputs" ? { outputs: {} } : {};
          const read = readPulumi({ ...state, ...other, [side]: values });
          expect(JSON.stringify(read) ?? "").not.toContain(MARK);
          tried += 1;
          hidden += read?.hidden ? 1 : 0;
        }
      }
    }
    expect(tried).toBeGreaterThan(2000);
    expect(hidden).toBeGreaterThan(500);
  });
});

describe("a Terraform state", () => {
  const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const asTerraform = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(asTerraform);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [snake(name), asTerraform(inner)]));
  };
  const types = new Map(
    Object.entries(AZURERM_TYPES).map(([type, classic]) => [classicToken(classic).toLowerCase(), type]),
  );
  const resources = STATES.flatMap(({ type, outputs }) => {
    const azurerm = types.get(type.toLowerCase());
    return azurerm ? [{ type: azurerm, values: asTerraform(outputs) }] : [];
  });

  test("with a sensitive value in any place gives no snapshot with it", () => {
    let tried = 0;
    let hidden = 0;
    for (const { type, values } of resources) {
      for (const marked of onePlaceChanged(values, () => MARK)) {
        const read = readTerraform({
          resources: [{ type, mode: "managed", values: marked, sensitive_values: marksOf(marked) }],
        });
        expect(JSON.stringify(read)).not.toContain(MARK);
        tried += 1;
        hidden += read.some((each) => each.hidden) ? 1 : 0;
      }
    }
    expect(tried).toBeGreaterThan(200);
    expect(hidden).toBeGreaterThan(50);
  });
});

/** `sensitive_values`, with the path of the secret marked. */
function marksOf(value: unknown): unknown {
  if (value === MARK) return true;
  if (Array.isArray(value)) return value.map((each) => marksOf(each) ?? false);
  if (typeof value !== "object" || value === null) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marksOf(inner)]));
}

interface Shapes {
  readonly [name: string]: unknown;
}

describe("an answer of Azure", () => {
  /** Properties that Azure treats as secrets, or in which users store secrets. */
  const FIELDS = [
    "password",
    "adminPassword",
    "accountKey",
    "sasKey",
    "primaryKey",
    "secret",
    "connectionString",
    "sharedKey",
    "token",
    "commandLine",
    "environmentSettings",
    "description",
    "metadata",
    "tags",
    "requestMessage",
    "identity",
    "authorizationKey",
    "protectedSettings",
    "settings",
    "formula",
    "userName",
    "radiusServerSecret",
    "vpnClientConfiguration",
    "keyVaultReference",
  ];
  const secrets = Object.fromEntries(FIELDS.map((name) => [name, MARK]));
  const withSecrets = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withSecrets);
    if (typeof value !== "object" || value === null) return value;
    const own = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecrets(inner)]));
    return { ...secrets, ...own };
  };

  test.each(ARM_BODIES.map(({ armType, body }) => [armType, body] as const))(
    "of %s, with secrets beside every field",
    (_type, body) => {
      const clean = readArm(body) as SnapshotResource;
      const read = readArm(withSecrets(body)) as SnapshotResource;
      expect(JSON.stringify(read)).not.toContain(MARK);
      // The properties that are read remain.
      expect(read).toEqual(clean);
    },
  );

  const pool = ARM_BODIES.find(({ armType }) => armType.endsWith("/pools"))?.body as unknown as Shapes & {
    properties: Shapes;
  };
  test.each<[string, object]>([
    [
      "a shared access signature",
      { startTask: { resourceFiles: [{ httpUrl: `https://a.blob.core.windows.net/c/f?sig=${MARK}` }] } },
    ],
    [
      "one of a container",
      { startTask: { resourceFiles: [{ storageContainerUrl: `https://a.blob.core.windows.net/c?sv=1&sig=${MARK}` }] } },
    ],
    [
      "a password in an address",
      {
        startTask: { resourceFiles: [{ httpUrl: `https://me:${encodeURIComponent(MARK)}@a.blob.core.windows.net/` }] },
      },
    ],
    [
      "a password of a registry",
      {
        deploymentConfiguration: {
          virtualMachineConfiguration: {
            containerConfiguration: {
              containerRegistries: [{ registryServer: "a.azurecr.io", username: "me", password: MARK }],
            },
          },
        },
      },
    ],
    [
      "a key of a mount",
      {
        mountConfiguration: [
          { azureBlobFileSystemConfiguration: { accountName: "a", accountKey: MARK, sasKey: MARK } },
        ],
      },
    ],
    [
      "a password of a mount",
      {
        mountConfiguration: [
          {
            cifsMountConfiguration: {
              source: "//a/b",
              username: "me",
              password: MARK,
              mountOptions: `-o port=445,password=${MARK}`,
            },
          },
        ],
      },
    ],
    [
      "a password in the source of a mount",
      { mountConfiguration: [{ cifsMountConfiguration: { source: `//me:${MARK.replace("/", "")}@a/b` } }] },
    ],
    ["a formula", { scaleSettings: { autoScale: { formula: MARK } } }],
  ])("%s is cut off", (_what, properties) => {
    const read = JSON.stringify(readArm({ ...pool, properties: { ...pool.properties, ...properties } }));
    expect(read).not.toContain(MARK);
    expect(read).not.toContain("W0rd");
  });
});

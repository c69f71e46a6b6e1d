import { describe, expect, test } from "vitest";
import { command } from "../../support/command";
import { useFiles } from "../../support/files";
import { classicState } from "../../support/stacks";

const { write } = useFiles();
const classic = write("classic.json", classicState());

describe("a policy that there is none of in the configuration", () => {
  const config = write("config.txt", '{\n "nsg-no-clasic-inbound": "disabled",\n "all": "advisory"}');
  const note = `${config}:2:2: nsg-no-clasic-inbound: is not the name of a policy. Did you mean "nsg-no-classic-inbound"?`;

  test.each(["check", "migrate", "baseline"])("%s tells it, and goes on", async (name) => {
    const { status, output, complaint } = await command([name, classic, "--config", config]);
    expect([status, complaint?.split("\n")[0]]).toEqual([0, note]);
    expect(output).toBeTruthy();
  });

  test("is not told to those who want it quiet", async () => {
    expect((await command(["check", classic, "--config", config, "--quiet"])).complaint).toBeUndefined();
  });

  test("what is wrong in the settings is a finding", async () => {
    const wrong = write("settings.txt", { settings: { retirementDate: "soon" } });
    const { output, complaint } = await command(["check", classic, "--config", wrong]);
    expect(complaint).toBeUndefined();
    expect(output).toContain('retirementDate: "soon"');
  });
});

describe("encrypted values", () => {
  const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const withRules = (rules: object) => {
    const state = JSON.parse(JSON.stringify(classicState()));
    for (const { type, inputs, outputs } of state.deployment.resources) {
      if (!type.endsWith(":NetworkSecurityGroup")) continue;
      for (const view of [inputs, outputs]) view.securityRules = { ...SECRET, ...rules };
    }
    return write("encrypted.json", state);
  };

  test("that something undecided may depend on: what to do is reported", async () => {
    const file = withRules({ ciphertext: "v1:abc" });
    expect((await command(["check", file])).complaint).toBe(
      `${file} holds securityRules of nsg encrypted, and what is undecided may depend on it: export the stack with --show-secrets to have it judged.`,
    );
  });

  test("are judged where they are decrypted, and what they say is told in Azure's words", async () => {
    const deny = {
      name: "DenyAll",
      priority: 100,
      direction: "Outbound",
      access: "Deny",
      protocol: "*",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "Internet",
      destinationPortRange: "443",
    };
    const { output, complaint } = await command(["check", withRules({ plaintext: JSON.stringify([deny]) })]);
    expect(complaint).toBeUndefined();
    expect(output).toMatch(/"\[secret\]".* 443 /);
    expect(output).not.toContain("DenyAll");
  });

  test("that nothing depends on are not told", async () => {
    const state = JSON.parse(JSON.stringify(classicState()));
    state.deployment.resources[0].inputs = { other: { ...SECRET, ciphertext: "v1:abc" } };
    expect((await command(["check", write("idle.json", state)])).complaint).toBeUndefined();
  });
});

import * as path from "node:path";
import { describe, expect, test } from "vitest";
import { useFakes } from "../support/fakes";
import { BACKEND, STATES, scripts } from "../support/feeding";

describe("from-azure-blob.sh", () => {
  const { bash, calls, fake, filesIn, lay } = useFakes(path.join(scripts, "from-azure-blob.sh"));
  for (const place of ["states-of-all", "states-of-all/a team"]) {
    lay(Object.fromEntries(Object.entries(BACKEND).map(([name, content]) => [`${place}/${name}`, content])));
  }
  // https://learn.microsoft.com/cli/azure/storage/blob#az-storage-blob-download-batch: a pattern matches the whole name, and * also
  // matches slashes; the folder must exist.
  fake(
    "az",
    `
    if (args.splice(0, 3).join(" ") !== "storage blob download-batch") return 2;
    const flags = { "--no-progress": true, "--only-show-errors": true };
    while (args.length > 0) { const name = args.shift(); flags[name] ??= args.shift(); }
    const { "--source": from, "--destination": to, "--pattern": pattern } = flags;
    if (!fs.statSync(to).isDirectory() || !fs.existsSync(from) || flags["--output"] !== "none") return 3;
    const glob = new RegExp("^" + pattern.replaceAll(".", "\\\\.").replaceAll("*", ".*") + "$");
    for (const entry of fs.readdirSync(from, { recursive: true, withFileTypes: true })) {
      const name = path.relative(from, path.join(entry.parentPath, entry.name));
      if (!entry.isFile() || !glob.test(name)) continue;
      fs.mkdirSync(path.dirname(path.join(to, name)), { recursive: true });
      fs.copyFileSync(path.join(from, name), path.join(to, name));
    }`,
  );

  test.each([
    ["azblob://states-of-all", ".pulumi/stacks/"],
    ["azblob://states-of-all/a team/", "a team/.pulumi/stacks/"],
  ])("copies the states of %s, and nothing that lies beside them", async (backend, below) => {
    const folder = `states of ${backend.length}`;
    expect(await bash([backend, folder])).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(filesIn(folder)).toEqual(STATES.map((name) => `${below}${name}`));
    const made = calls();
    expect(made).toHaveLength(3);
    for (const call of made) expect(call.join(" ")).toContain("--auth-mode login");
  });

  test("can use a key, which is not passed as an argument", async () => {
    await bash(["azblob://states-of-all", "by key"], { AZURE_STORAGE_AUTH_MODE: "key", AZURE_STORAGE_KEY: "secret" });
    const [call = []] = calls();
    expect(call.join(" ")).toContain("--auth-mode key");
    expect(call).not.toContain("secret");
  });

  test.each<[string, string[], string]>([
    ["a container that is not there", ["azblob://other", "new-1"], "Not all states of azblob://other could be copied."],
    [
      "a folder that is in use",
      ["azblob://states-of-all", "states-of-all"],
      "states-of-all is not empty: what lies there would be judged with the others.",
    ],
    [
      "a query",
      ["azblob://c?storage_account=x", "new-2"],
      "Give the storage account as AZURE_STORAGE_ACCOUNT: azblob://c?storage_account=x",
    ],
    ["wildcards", ["azblob://c/a*", "new-3"], "A prefix with * or [ cannot be copied: a*"],
    [
      "another backend",
      ["s3://x", "new-4"],
      "A backend in Azure is something like azblob://container/prefix, not s3://x.",
    ],
    ["nothing", [], "Usage: from-azure-blob.sh azblob://CONTAINER[/PREFIX] FOLDER"],
  ])("tells %s", async (_what, args, sentence) => {
    expect(await bash(args)).toEqual({ status: 2, stdout: "", stderr: `${sentence}\n` });
  });

  test("reports a backend without states", async () => {
    lay({ "empty/.pulumi/meta.yaml": "version: 1" });
    const stderr = "There is no state in azblob://empty/.pulumi/stacks/.\n";
    expect(await bash(["azblob://empty", "none"])).toEqual({ status: 2, stdout: "", stderr });
  });
});

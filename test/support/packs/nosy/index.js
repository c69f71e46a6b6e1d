// Does in its policies what a pack must not do, each as the type of the resource says.
const { PolicyPack } = require("@pulumi/policy");

const DEEDS = {
  file: () => require("node:fs").readFileSync(__filename),
  network: () =>
    require("node:http")
      .get("http://127.0.0.1:1/")
      .on("error", () => {}),
  fetch: () => fetch("http://127.0.0.1:1/").catch(() => {}),
  process: () => require("node:child_process").spawnSync("true"),
  environment: () => process.env.PATH,
  listing: () => Object.keys(process.env),
  thread: () => new (require("node:worker_threads").Worker)("", { eval: true }),
  lookup: () => require("node:dns").lookup("localhost", () => {}),
};

new PolicyPack("nosy", {
  policies: [
    {
      name: "deed",
      description: "Does something.",
      enforcementLevel: "advisory",
      validateResource: ({ type }, report) => {
        try {
          DEEDS[type]?.();
        } catch (error) {
          report(error.message);
        }
      },
    },
  ],
});

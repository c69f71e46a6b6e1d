// As many policies of the same kinds as the pack has, which do nothing.
const { PolicyPack } = require("@pulumi/policy");

const nothing = () => {};
const kinds = JSON.parse(process.env.AZURE_BATCH_GUARD_BENCH_POLICIES ?? "[]");
const policies = kinds.map(({ name, judgesStack }) => ({
  name,
  description: "Nothing.",
  enforcementLevel: "advisory",
  validateResource: nothing,
  ...(judgesStack ? { validateStack: nothing } : {}),
}));
new PolicyPack("no-op", { policies });

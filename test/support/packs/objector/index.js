// A pack that has nothing to do with azure-batch-guard, and stops every preview.
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("objector", {
  policies: [
    {
      name: "objects",
      description: "It finds fault with every program.",
      enforcementLevel: "mandatory",
      validateStack: (_args, reportViolation) => reportViolation("It will not do."),
    },
  ],
});

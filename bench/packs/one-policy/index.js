// The least that a pack can be which looks at resources and stack.
const { PolicyPack } = require("@pulumi/policy");

const nothing = () => {};
const policy = { name: "one", description: "Nothing.", enforcementLevel: "advisory" };
new PolicyPack("one-policy", { policies: [{ ...policy, validateResource: nothing, validateStack: nothing }] });

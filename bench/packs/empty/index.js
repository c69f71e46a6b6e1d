// The least that a policy pack can be.
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("empty", { policies: [] });

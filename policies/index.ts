import { PolicyPack } from "@pulumi/policy";
import { policyPack } from "./pack";

const today = () => new Date().toISOString().slice(0, 10);

new PolicyPack("azure-batch-guard", policyPack(today));

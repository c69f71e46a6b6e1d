import { version } from "../package.json";

/** The policy pack that this command belongs to. */
export const PACK = { name: "azure-batch-guard", version } as const;

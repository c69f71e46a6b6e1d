import { BatchEnvironment } from "./batch-environment";

const environment = new BatchEnvironment("imaging", { vmSize: "Standard_D4s_v5", nodes: 6 });

export const poolId = environment.poolId;

import { azureClassic } from "./classic/model";
import { azureNative } from "./native";
import { type StandInProvider, startStandInProvider } from "./server";

/** The stand-ins of one run, one for each provider of Azure. */
export interface StandIns extends Omit<StandInProvider, "port"> {
  /** Their addresses for the engine: the value of `PULUMI_DEBUG_PROVIDERS`. */
  readonly attach: string;
}

/** The providers that have a stand-in. */
export const providerNames = ["azure-native", "azure"] as const;

/** Starts a stand-in for each provider, each with its own state. */
export async function startStandIns(): Promise<StandIns> {
  const models = [azureNative(), azureClassic()];
  const started = await Promise.all(models.map(startStandInProvider));
  return {
    attach: models.map(({ name }, at) => `${name}:${started[at]?.port}`).join(","),
    refusals: () => started.flatMap((provider) => provider.refusals()),
    stop: () => {
      for (const provider of started) provider.stop();
    },
  };
}

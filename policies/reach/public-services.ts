import type { Flow } from "../network/flow";
import { publicServiceFlow } from "../network/node-traffic";
import type { SubnetContext } from "../network/subnet-context";
import type { Need, Service } from "../topology/features";

/**
 * What opens the path to a service, and whether all its addresses have that tag. Microsoft's registry is reached through
 * Azure Front Door, too, which has a tag of its own; Docker Hub has none.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 */
const TAGS: Record<Service, { readonly tag: string; readonly holdsAll: boolean }> = {
  Storage: { tag: "Storage", holdsAll: true },
  AzureContainerRegistry: { tag: "AzureContainerRegistry", holdsAll: true },
  MicrosoftContainerRegistry: { tag: "MicrosoftContainerRegistry", holdsAll: false },
  DockerHub: { tag: "Internet", holdsAll: false },
};

/** The service tag that a rule has to name to open the path to a service. */
export function tagFor(service: Service): string {
  return TAGS[service].tag;
}

/** What nodes send to a public service that their pool needs. */
export function flowTo({ service, port }: Need, context: SubnetContext): Flow {
  const { tag, holdsAll } = TAGS[service];
  return publicServiceFlow(context, port, holdsAll ? tag : undefined);
}

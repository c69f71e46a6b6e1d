import type { Flow } from "../network/flow";
import { publicServiceFlow } from "../network/node-traffic";
import type { SubnetContext } from "../network/subnet-context";
import type { Need, Service } from "../topology/features";

/**
 * The service tag that opens the path to a service, and whether it covers all addresses of the service. Microsoft's registry is also
 * reached through Azure Front Door, which has a tag of its own; other public hosts have no tag.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 */
const TAGS: Record<Service, { readonly tag: string; readonly holdsAll: boolean }> = {
  Storage: { tag: "Storage", holdsAll: true },
  AzureContainerRegistry: { tag: "AzureContainerRegistry", holdsAll: true },
  MicrosoftContainerRegistry: { tag: "MicrosoftContainerRegistry", holdsAll: false },
  Internet: { tag: "Internet", holdsAll: false },
};

/** The service tag that a rule has to name to open the path to a service. */
export function tagFor(service: Service): string {
  return TAGS[service].tag;
}

/** A further service tag that nodes need besides that of a service, and the reason, as a clause. */
export interface FurtherTag {
  readonly tag: string;
  readonly why: string;
}

/**
 * What the tag of a registry does not cover: the layers of images. A registry with dedicated data endpoints serves them itself, but no
 * setting of a pool shows whether it does.
 *
 * https://learn.microsoft.com/azure/container-registry/container-registry-firewall-access-rules,
 * https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall
 */
const FURTHER: Readonly<Partial<Record<Service, FurtherTag>>> = {
  AzureContainerRegistry: {
    tag: "Storage",
    why: "registries without dedicated data endpoints serve image layers from there",
  },
  MicrosoftContainerRegistry: { tag: "AzureFrontDoor.FirstParty", why: "that registry depends on it" },
};

/** The tag that also has to be open for a service, if there is one. */
export function furtherTag(service: Service | undefined): FurtherTag | undefined {
  return service && FURTHER[service];
}

/** The packets that nodes send to a public service that their pool needs. */
export function flowTo({ service, port }: Need, context: SubnetContext): Flow {
  const { tag, holdsAll } = TAGS[service];
  return publicServiceFlow(context, port, holdsAll ? tag : undefined);
}

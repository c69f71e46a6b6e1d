import type { Flow } from "../network/flow";
import { publicServiceFlow, type ServiceAddresses } from "../network/node-traffic";
import type { SubnetContext } from "../network/subnet-context";
import type { Need, Service } from "../topology/features";

/**
 * Tags that contain only the endpoints of one Azure service: no other public host is among them. Tags such as
 * `AzureCloud` and `AzureFrontDoor.Frontend` also contain what customers run.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 */
const ENDPOINTS_OF_AZURE: ReadonlySet<string> = new Set([
  ...["storage", "azurecontainerregistry", "microsoftcontainerregistry", "azurekeyvault", "azureactivedirectory"],
  ...["azureresourcemanager", "azuremonitor", "azuremachinelearning", "sql", "azurecosmosdb", "eventhub", "servicebus"],
]);

/**
 * The service tag that opens the path to a service, and what is known of the addresses of the service. Microsoft's registry is also
 * reached through Azure Front Door, which has a tag of its own; other public hosts have no tag.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview#available-service-tags
 */
const TAGS: Record<Service, { readonly tag: string; readonly addresses: ServiceAddresses }> = {
  Storage: { tag: "Storage", addresses: { tags: ["Storage"] } },
  AzureContainerRegistry: { tag: "AzureContainerRegistry", addresses: { tags: ["AzureContainerRegistry"] } },
  MicrosoftContainerRegistry: { tag: "MicrosoftContainerRegistry", addresses: {} },
  Internet: { tag: "Internet", addresses: { notTags: ENDPOINTS_OF_AZURE } },
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
  return publicServiceFlow(context, port, TAGS[service].addresses);
}

import { type BlockedNeed, blockedNeeds } from "../reach/blocked-needs";
import { furtherTag } from "../reach/public-services";
import { addRule } from "../remedies/priorities";
import { ask, either } from "../remedies/remedy";
import { capital, describeRule, placeOf } from "../wording/describe-rule";
import { nameOf, namesOf } from "../wording/names";
import { about } from "./lib/about";
import { type Finding, finding, type Rule } from "./rule";

export const poolFeatureEgress: Rule = {
  name: "pool-feature-egress",
  title: "The security rules on a Batch pool's subnet allow its nodes to reach what the pool's settings need.",
  severity: "medium",
  levels: { recommended: "advisory", strict: "mandatory" },
  link: "https://learn.microsoft.com/azure/batch/virtual-file-mount#networking-requirements",
  limits: [
    "A rule that denies a regional tag alone, such as `Storage.WestEurope`: no setting of a pool names the region of its storage account or registry.",
    "A rule that denies `AzureCloud`: which of a service's addresses have that tag is not in the table that comes with the pack.",
    "A rule that denies `MicrosoftContainerRegistry`: part of that registry answers from addresses of Azure Front Door.",
    "What a rule for the tag of a registry leaves out: `Storage`, from which a registry of one's own serves image layers unless it has dedicated data endpoints, and `AzureFrontDoor.FirstParty`, on which Microsoft's depends. Whether such tags share addresses is not in that table either.",
    "Registries and downloads from other hosts than Azure's and well-known public ones: their names may lead to private addresses.",
    "File servers by their names, and by public addresses: where a name leads is not known here.",
    "Further ports that versions of NFS before 4 need: which version a server speaks is not known here.",
    "Networks with a private endpoint for the service, or with a path to networks that the program does not show, where one may be, unless nothing passes on the port at all. A service endpoint changes nothing: security rules judge the service's public addresses as before.",
  ],
  checkTopology: (topology) => blockedNeeds(topology).map(toFinding),
};

const LIST = new Intl.ListFormat("en-GB");

function toFinding(need: BlockedNeed): Finding {
  const { group, rule, flow, context, destination, port, service, mayBePrivate, pools, what } = need;
  const further = furtherTag(service);
  const open = (to: string) => {
    const added = { direction: "Outbound", protocol: "Tcp", source: "*", destination: to, port: `${port}` } as const;
    return addRule(group, added, { flow, context, destination: "*" });
  };
  return finding({
    ...about(pools),
    ...(rule?.ref ? placeOf(rule.ref) : { urn: group.entity.resource.urn, path: "" }),
    found: `${capital(describeRule(rule))} of "${nameOf(group.entity)}" blocks outbound TCP ${port} from ${namesOf([...pools])} to ${destination}${mayBePrivate ? " and to private endpoints" : ""}, needed for ${LIST.format(what)}.`,
    why: "Nodes that cannot mount, download or pull it become unusable or fail their start task.",
    remedies: [
      either(...(mayBePrivate ? [open("VirtualNetwork")] : []), open(destination)),
      ...(further
        ? [ask(`If no rule does so, allow the same to the service tag ${further.tag}: ${further.why}.`)]
        : []),
    ],
  });
}

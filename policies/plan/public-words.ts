/**
 * Azure's predefined values in security rules, routes, pools and accounts. A program may have them in a secret, but a message
 * with the word "Allow" reveals no secret, and a message without these words is of no use.
 */
const WORDS: ReadonlySet<string> = new Set(
  `allow deny alwaysallow inbound outbound tcp udp icmp esp ah any all none
  internet virtualnetwork virtualnetworkgateway vnetlocal virtualappliance azureloadbalancer
  classic simplified default enabled disabled true false yes no
  batchmanaged usermanaged nopublicipaddresses batchservice usersubscription aad sharedkey taskauthenticationtoken
  approved pending rejected disconnected securedbyperimeter`
    .split(/\s+/)
    .filter(Boolean),
);

/** Ports, priorities and their ranges, and service tags, with their region where they have one. */
const FORMS: readonly RegExp[] = [
  /^\d{1,5}(-\d{1,5})?$/,
  /^(BatchNodeManagement|AzureCloud|Storage|AzureActiveDirectory|AzureContainerRegistry|MicrosoftContainerRegistry|AzureKeyVault)(\.[A-Za-z0-9]{1,30})?$/i,
];

/** Whether a text is a number or a predefined word of Azure, neither of which is ever secret. */
export function isPublicWord(text: string): boolean {
  return WORDS.has(text.toLowerCase()) || FORMS.some((form) => form.test(text));
}

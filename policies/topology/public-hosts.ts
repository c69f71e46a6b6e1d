/**
 * Hosts that everybody reaches on public addresses and that no service tag covers: public container registries, and sites that files
 * are downloaded from. Any other name may be in a private DNS zone.
 */
const PUBLIC_DOMAINS: readonly string[] = [
  ...["docker.io", "ghcr.io", "quay.io", "gcr.io", "pkg.dev", "nvcr.io", "public.ecr.aws", "registry.k8s.io"],
  ...["registry.gitlab.com", "registry.redhat.io", "registry.access.redhat.com"],
  ...["github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "pypi.org", "files.pythonhosted.org"],
];

/** Whether a host is certainly public: one of these domains, or a name in it. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase();
  return PUBLIC_DOMAINS.some((domain) => name === domain || name.endsWith(`.${domain}`));
}

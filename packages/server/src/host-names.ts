/** A host's name in lower case, with or without a port: letters, digits, dots and dashes (RFC 1123, 2.1). */
const name = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*';
export const siteShape = new RegExp(`^${name}(?::[0-9]{1,5})?$`);
/** The same with a star for the first name: any one, as in certificates (RFC 9525, 6.3). */
const starredShape = new RegExp(`^\\*\\.${name}(?::[0-9]{1,5})?$`);

/** Whether it names a host, or with a star many, as `ROLLCALL_PROTECTED_HOSTS` takes them: no browser names a default port. */
export function isProtectable(text: string): boolean {
  const lower = text.toLowerCase();
  return (siteShape.test(lower) || starredShape.test(lower)) && !/:(?:80|443)$/.test(lower);
}

/** What a cookie is kept by: browsers share cookies among all ports of a name. */
export function nameOf(host: string): string {
  return host.replace(/:[0-9]+$/, '');
}

/** Names that browsers treat as trustworthy without TLS (W3C Secure Contexts, 3.1). */
export function isLocal(host: string): boolean {
  const name = nameOf(host);
  return name === 'localhost' || name.endsWith('.localhost') || ['127.0.0.1', '[::1]'].includes(name);
}

import ipaddr from 'ipaddr.js';

/** Where clouds answer with the keys of a machine to whoever asks from it, at an address that looks public (Azure's). */
const METADATA = new Set(['168.63.129.16']);

/**
 * Whether an IP address is one of the open internet: no loopback, private, link-local, shared, multicast, reserved or
 * documentation range, none of the IPv6 ranges that carry an IPv4 address in them, and no cloud's metadata service. IPv4
 * mapped into IPv6 is judged as what it is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false;
  // All of the internet's own IPv6 is in 2000::/3 (RFC 4291, IANA); what is elsewhere has no name in the table either.
  return parsed.kind() === 'ipv4' || ((parsed as ipaddr.IPv6).parts[0] as number) >> 13 === 1;
}

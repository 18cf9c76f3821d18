import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress } from './public-address.ts';

test.each(['8.8.8.8', '93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8', '1.1.1.1'])(
  '%s is of the internet',
  (address) => expect(isPublicAddress(address)).toBe(true),
);

test.each([
  ['0.0.0.0', 'this machine'],
  ['0.1.2.3', 'this network'],
  ['10.0.0.1', 'private'],
  ['100.64.0.1', 'shared'],
  ['100.100.100.200', "a cloud's metadata"],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['168.63.129.16', "a cloud's metadata"],
  ['169.254.169.254', "clouds' metadata"],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.192', "a cloud's metadata"],
  ['192.0.2.1', 'documentation'],
  ['192.168.1.1', 'private'],
  ['198.18.0.1', 'benchmarks'],
  ['224.0.0.1', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'this machine'],
  ['::1', 'loopback'],
  ['::127.0.0.1', 'IPv4 within'],
  ['::ffff:127.0.0.1', 'IPv4 within'],
  ['::ffff:7f00:1', 'IPv4 within'],
  ['::ffff:169.254.169.254', 'IPv4 within'],
  ['::ffff:0:127.0.0.1', 'IPv4 within'],
  ['64:ff9b::7f00:1', 'IPv4 within'],
  ['64:ff9b:1::1', 'IPv4 within'],
  ['2001::1', 'Teredo'],
  ['2002:7f00:1::', '6to4'],
  ['2001:db8::1', 'documentation'],
  ['100::1', 'discarded'],
  ['fc00::1', 'private'],
  ['fd00:ec2::254', "a cloud's metadata"],
  ['fe80::1', 'link-local'],
  ['fe80::1%eth0', 'link-local'],
  ['fec0::1', 'site-local'],
  ['ff02::1', 'multicast'],
  ['localhost', 'no address'],
  ['', 'no address'],
])('%s is not: %s', (address) => expect(isPublicAddress(address)).toBe(false));

test('an IPv4 address mapped into IPv6 is judged as itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
    }),
  );
});

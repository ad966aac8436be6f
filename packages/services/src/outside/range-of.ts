import { BlockList, isIPv6 } from 'node:net'

/**
 * `outside`: an address of the public internet. `inside`: this machine, the home network, and what is set aside for
 * other uses. `never`: link-local (where clouds keep their metadata), nobody, everybody.
 */
export type Range = 'outside' | 'inside' | 'never'

const blockList = (family: 'ipv4' | 'ipv6', blocks: string[]): BlockList => {
  const list = new BlockList()
  for (const block of blocks) {
    const [address = '', bits] = block.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** IANA, IPv4 and IPv6 Special-Purpose Address Registries. Of IPv6 only 2000::/3 is handed out at all. */
const inside = {
  ipv4: blockList('ipv4', [
    '10.0.0.0/8',
    '100.64.0.0/10',
    '127.0.0.0/8',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.0.2.0/24',
    '192.88.99.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '198.51.100.0/24',
    '203.0.113.0/24',
  ]),
  // The last three carry an IPv4 address in them or are examples.
  ipv6: blockList('ipv6', ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']),
}
const never = {
  ipv4: blockList('ipv4', ['0.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3']),
  ipv6: blockList('ipv6', ['::/128', 'fe80::/10', 'fec0::/10', 'ff00::/8', '::ffff:0:0/104', '::ffff:a9fe:0/112']),
}

/** `address`: a literal IPv4 or IPv6 address, without brackets or zone. */
export function rangeOf(address: string): Range {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (never[family].check(address, family)) return 'never'
  return inside[family].check(address, family) ? 'inside' : 'outside'
}

import { isIPv4, isIPv6 } from 'node:net';

/** Ranges of IP addresses, as CIDRs have them, and what they hold. Pure. */
/** Undefined for what is no CIDR. Bits behind the prefix are cleared, as EC2 does. */
function parseCidr(text) {
    const [, address = '', prefix = ''] = /^([^/%]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
    const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
    if (family === undefined || Number(prefix) > BITS[family])
        return undefined;
    const size = 1n << BigInt(BITS[family] - Number(prefix));
    const number = family === 4 ? readIpv4(address) : readIpv6(address);
    const first = number - (number % size);
    return { family, first, last: first + size - 1n };
}
/** The CIDR as EC2 writes it: `10.0.0.0/8`, `2001:db8::/32`. */
function formatCidr({ family, first, last }) {
    const hostBits = (last - first + 1n).toString(2).length - 1;
    const address = family === 4 ? writeIpv4(first) : writeIpv6(first);
    return `${address}/${BITS[family] - hostBits}`;
}
/** Do the ranges together hold every address of this one? */
function isCovered(range, by) {
    const overlapping = by.filter(({ family, first, last }) => family === range.family && first <= range.last && last >= range.first);
    // The lowest address that none of those seen so far holds.
    let next = range.first;
    for (const { first, last } of overlapping.sort((a, b) => (a.first < b.first ? -1 : 1))) {
        if (first > next)
            return false;
        if (last >= next)
            next = last + 1n;
    }
    return next > range.last;
}
const BITS = { 4: 32, 6: 128 };
function readIpv4(address) {
    return address.split('.').reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
// The URL parser writes an address in the one form of RFC 5952: lower case, no dotted part, at most one "::".
function readIpv6(address) {
    const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
    const groups = (text) => (text === '' ? [] : text.split(':'));
    const [left, right] = [groups(head), groups(tail ?? '')];
    const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
    return [...left, ...zeros, ...right].reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}
function writeIpv4(number) {
    return [24n, 16n, 8n, 0n].map(shift => (number >> shift) & 0xffn).join('.');
}
function writeIpv6(number) {
    const groups = Array.from({ length: 8 }, (_, index) => ((number >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
    return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

export { formatCidr as f, isCovered as i, parseCidr as p };

import ipaddr from 'ipaddr.js';

/** What a row of a test's database may hold. */
export type Value = string | number | { readonly [field: string]: Value };

type Node = [left: Node | number | null, right: Node | number | null];

/**
 * Makes a small place database in MaxMind's format 2.0 (record size 24, IPv6 tree with IPv4 below ::/96), so that the
 * fields of every maker can be tried without their files.
 */
export function makeDatabase(databaseType: string, rows: Readonly<Record<string, Value>>): Buffer {
  const root: Node = [null, null];
  const data: Buffer[] = [];
  let size = 0;
  for (const [network, row] of Object.entries(rows)) {
    const encoded = encode(row);
    insert(root, network, size);
    data.push(encoded);
    size += encoded.length;
  }
  const nodes = numbered(root);
  const position = new Map(nodes.map((node, index) => [node, index]));
  const record = (entry: Node | number | null) => {
    const bytes = Buffer.alloc(3);
    const empty = nodes.length;
    bytes.writeUIntBE(
      entry === null ? empty : typeof entry === 'number' ? empty + 16 + entry : (position.get(entry) ?? empty),
      0,
      3,
    );
    return bytes;
  };
  const metadata = { ...header, node_count: nodes.length, database_type: databaseType };
  return Buffer.concat([
    ...nodes.flatMap(([left, right]) => [record(left), record(right)]),
    Buffer.alloc(16),
    ...data,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    encode(metadata),
  ]);
}

const header = {
  binary_format_major_version: 2,
  binary_format_minor_version: 0,
  ip_version: 6,
  record_size: 24,
  build_epoch: 1,
};

function insert(root: Node, network: string, value: number): void {
  const [address, length] = ipaddr.parseCIDR(network);
  const isIpv4 = address.kind() === 'ipv4';
  const bytes = isIpv4 ? [...Array<number>(12).fill(0), ...address.toByteArray()] : address.toByteArray();
  const bits = [...bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')].slice(
    0,
    (isIpv4 ? 96 : 0) + length,
  );
  let node = root;
  for (const [index, bit] of bits.entries()) {
    const side = bit === '0' ? 0 : 1;
    if (index === bits.length - 1) node[side] = value;
    else {
      const next = node[side];
      const child: Node = typeof next === 'object' && next !== null ? next : [null, null];
      node[side] = child;
      node = child;
    }
  }
}

function numbered(root: Node): Node[] {
  const nodes = [root];
  for (const node of nodes)
    for (const entry of node) if (typeof entry === 'object' && entry !== null) nodes.push(entry);
  return nodes;
}

/** Types of the format: 2 text, 3 double, 6 whole number, 7 map. Sizes below 29 and up to 284 are enough here. */
function encode(value: Value): Buffer {
  if (typeof value === 'string') return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number' && Number.isInteger(value)) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return Buffer.concat([control(3, 8), bytes]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([
    control(7, entries.length),
    ...entries.flatMap(([name, field]) => [encode(name), encode(field)]),
  ]);
}

function control(type: number, size: number): Buffer {
  return size < 29 ? Buffer.of((type << 5) | size) : Buffer.of((type << 5) | 29, size - 29);
}

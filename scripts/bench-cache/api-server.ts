/** An API server with a large cluster in its watch cache, for `bench-cache.ts`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { RESOURCES } from '../../src/kube/kinds/resources.ts';
import { claim, node, NODES, pod, volume } from './objects.ts';

const CLAIMS = 100_000;
const VERSION = '123456789';
const BOOKMARK_MS = 1_000;

const COLLECTIONS: ReadonlyMap<string, readonly [number, (index: number) => object]> = new Map([
  ['nodes', [NODES, node]],
  ['persistentvolumeclaims', [CLAIMS, claim]],
  ['pods', [CLAIMS, pod]],
  ...(process.argv.includes('--volumes') ? [['persistentvolumes', [CLAIMS, volume]] as const] : []),
]);

/** The whole list is at hand, as in the watch cache of kube-apiserver: making it takes longer than sending it. */
function* makeList(count: number, make: (index: number) => object): Generator<Buffer> {
  yield Buffer.from(`{"kind":"List","metadata":{"resourceVersion":"${VERSION}"},"items":[`);
  for (let start = 0; start < count; start += 50) {
    const items = Array.from({ length: Math.min(50, count - start) }, (_, index) =>
      JSON.stringify(make(start + index)),
    );
    yield Buffer.from((start === 0 ? '' : ',') + items.join(','));
  }
  yield Buffer.from(']}');
}

function watch(response: ServerResponse): void {
  const object = { metadata: { resourceVersion: VERSION } };
  const bookmark = `${JSON.stringify({ type: 'BOOKMARK', object })}\n`;
  const timer = setInterval(() => response.write(bookmark), BOOKMARK_MS);
  response.on('close', () => clearInterval(timer));
}

const lists = new Map(
  [...COLLECTIONS].map(([plural, [count, make]]) => [plural, [...makeList(count, make)]]),
);
const empty = [...makeList(0, node)];
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://api');
  const plural = RESOURCES.find(resource => url.pathname.endsWith(`/${resource.plural}`))?.plural;
  response.writeHead(plural === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
  if (plural === undefined) response.end('{"kind":"Status","code":404}');
  else if (url.searchParams.get('watch') === '1') watch(response);
  else Readable.from(lists.get(plural) ?? empty, { objectMode: false }).pipe(response);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.send?.({
  port: (server.address() as AddressInfo).port,
  bytes: [...lists.values()].flat().reduce((sum, piece) => sum + piece.length, 0),
  objects: [...COLLECTIONS].map(([plural, [count]]) => `${count} ${plural}`).join(', '),
});

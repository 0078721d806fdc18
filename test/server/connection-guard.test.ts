import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { connect as connectTcp } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.ts';
import { createSecureListener, listen, stop } from '../../src/server/listener.ts';
import { newServingCertificate } from '../support/webhook-server.ts';

test('connections are counted while they are open, however they end', async () => {
  const listener = createSecureListener(
    (_request, response) => response.end(),
    await newServingCertificate(),
    DEFAULT_LIMITS,
  );
  onTestFinished(() => stop(listener));
  const port = await listen(listener, { host: '127.0.0.1', port: 0 });
  const { connections } = listener;

  const tcp = connectTcp(port, '127.0.0.1');
  const broken = connectTcp(port, '127.0.0.1', () => broken.write('no TLS'));
  const tls = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await once(tls, 'secureConnect');
  await expect.poll(() => connections.size).toBe(2);
  tcp.destroy();
  await expect.poll(() => connections.size).toBe(1);
  tls.end();
  await expect.poll(() => connections.size).toBe(0);
  expect(broken.destroyed || broken.readableEnded).toBe(true);
});

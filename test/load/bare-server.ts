/**
 * The reference: `node:https`, JSON.parse and a fixed answer, and nothing else. Started as a process of its own; it prints
 * its port and CA. `--keep-alive-timeout` in milliseconds is 120,000 unless said; `default` leaves what Node has.
 */
import { createServer } from 'node:https';
import { issueCertificateAuthority, issueServingCertificate } from '../../src/certs/issue.ts';
import { SERVER_NAME } from './reviews.ts';

const now = new Date();
const ca = await issueCertificateAuthority({ now, days: 1 });
const { certificatePem, privateKeyPem } = await issueServingCertificate({
  ca,
  dnsNames: [SERVER_NAME],
  now,
  days: 1,
});

const server = createServer(
  { cert: certificatePem, key: privateKeyPem, minVersion: 'TLSv1.3', ALPNProtocols: ['http/1.1'] },
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { uid } = JSON.parse(Buffer.concat(chunks).toString('utf8')).request;
      const body = JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        response: { uid, allowed: true },
      });
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(body);
    });
  },
);
if (process.argv[2] !== 'default') server.keepAliveTimeout = 120_000;

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  process.stdout.write(`${JSON.stringify({ port, ca: ca.certificatePem })}\n`);
});

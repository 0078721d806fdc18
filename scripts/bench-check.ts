/**
 * Measures `stowage check` as it is published (dist/, built here): from start to the first finding, and 10,000 files of one
 * object each. Each figure is the median of several runs and comes with the ratio to a reference of the same run.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const CLI = join(ROOT, 'dist', 'stowage.js');
const RUNS = 7;
const FILES = 10_000;

interface Measurement {
  readonly milliseconds: number;
  /** Until the first byte on stdout. */
  readonly firstOutput: number;
  /** Peak resident memory in MiB, sampled from the kernel's high-water mark. */
  readonly peakMiB: number;
}

async function peakOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

async function measure(args: readonly string[], expectedCode: number): Promise<Measurement> {
  const start = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: tmpdir() });
  let firstOutput = 0;
  let peakMiB = 0;
  child.stdout.on('data', () => {
    firstOutput ||= performance.now() - start;
  });
  const sampler = setInterval(() => {
    void peakOf(child.pid).then(peak => (peakMiB = Math.max(peakMiB, peak)));
  }, 10);
  const code = await new Promise<number | null>(done => child.on('close', done));
  clearInterval(sampler);
  if (code !== expectedCode) throw new Error(`${args.join(' ')} ended with ${code}, not ${expectedCode}`);
  return { milliseconds: performance.now() - start, firstOutput, peakMiB };
}

function median(values: readonly number[]): number {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

function statefulSet(index: number): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db-${index}
  namespace: shop
  labels:
    app: db
spec:
  replicas: 3
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: registry.example/db:1.2.3
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
          volumeMounts:
            - name: data
              mountPath: /var/lib/db
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        storageClassName: topolvm-ssd
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`;
}

function claim(index: number): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: claim-${index}
  namespace: shop
spec:
  storageClassName: topolvm-ssd
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 10Gi
`;
}

function pod(index: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: pod-${index}
  namespace: shop
spec:
  containers:
    - name: main
      image: registry.example/app:1
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: claim-${index - (index % 10) + 4}
`;
}

function storageClass(index: number): string {
  return `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: class-${index}
provisioner: topolvm.io
parameters:
  csi.storage.k8s.io/fstype: xfs
  topolvm.io/device-class: ssd
volumeBindingMode: WaitForFirstConsumer
allowVolumeExpansion: true
`;
}

/** Of ten files four are StatefulSets, three claims, two pods, one a class. */
const SHAPES = [
  statefulSet,
  statefulSet,
  statefulSet,
  statefulSet,
  claim,
  claim,
  claim,
  pod,
  pod,
  storageClass,
];

async function writeFiles(folder: string): Promise<number> {
  let bytes = 0;
  for (let index = 0; index < FILES; index++) {
    const text = SHAPES[index % SHAPES.length]?.(index) ?? '';
    bytes += text.length;
    const sub = join(folder, String(index % 100));
    if (index < 100) await mkdir(sub, { recursive: true });
    await writeFile(join(sub, `${index}.yaml`), text);
  }
  const shared = storageClass(0).replace('class-0', 'topolvm-ssd');
  await writeFile(join(folder, 'class.yaml'), shared);
  return bytes + shared.length;
}

const WRONG = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
provisioner: com.iomesh.csi-driver
parameters:
  csi.storage.k8s.io/fstype: ex4
`;

async function several(args: readonly string[], expectedCode: number): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (let run = 0; run < RUNS; run++) measurements.push(await measure(args, expectedCode));
  return measurements;
}

function row(name: string, value: number, unit: string, reference: number, aim: string): string {
  return `| ${name} | ${Math.round(value)} ${unit} | ${(value / reference).toFixed(1)} | ${aim} |`;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stowage-bench-'));
  try {
    const bytes = await writeFiles(join(folder, 'many'));
    await writeFile(join(folder, 'wrong.yaml'), WRONG);
    await writeFile(
      join(folder, 'read.mjs'),
      `import { readdirSync, readFileSync } from 'node:fs';
import { load } from ${JSON.stringify(join(ROOT, 'node_modules/js-yaml/dist/js-yaml.mjs'))};
const folder = process.argv[2];
for (const name of readdirSync(folder, { recursive: true })) if (name.endsWith('.yaml')) load(readFileSync(folder + '/' + name, 'utf8'));`,
    );
    await measure([CLI, 'check', join(folder, 'wrong.yaml')], 1);
    const bare = median((await several(['-e', '0'], 0)).map(one => one.milliseconds));
    const first = median(
      (await several([CLI, 'check', join(folder, 'wrong.yaml')], 1)).map(one => one.firstOutput),
    );
    const reading = median(
      (await several([join(folder, 'read.mjs'), join(folder, 'many')], 0)).map(one => one.milliseconds),
    );
    const many = await several([CLI, 'check', join(folder, 'many')], 0);
    const total = median(many.map(one => one.milliseconds));
    const peak = median(many.map(one => one.peakMiB));
    console.log(
      `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? '?'}, median of ${RUNS} runs\n`,
    );
    console.log('| what | figure | ratio to reference | aim |\n|---|---|---|---|');
    console.log(row('reference: `node -e 0`', bare, 'ms', bare, ''));
    console.log(row('`check` of one file, start to first finding', first, 'ms', bare, '≤ 150 ms'));
    console.log(
      row(
        `reference: read and \`js-yaml\` load ${FILES + 1} files (${(bytes / 1e6).toFixed(1)} MB)`,
        reading,
        'ms',
        reading,
        '',
      ),
    );
    console.log(row('`check` of the same files', total, 'ms', reading, '≤ 1500 ms'));
    console.log(`| its peak memory | ${Math.round(peak)} MiB | | ≤ 250 MB |`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();

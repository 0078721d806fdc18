import { basename, join } from 'node:path';
import { loadConfig } from '../config-file.ts';
import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import { overlayLookup } from '../../core/overlay-lookup.ts';
import { dryRunTitle } from '../../check/dry-run-json.ts';
import { createdBy, dryRunWith } from '../../check/dry-run.ts';
import type { DryRun } from '../../check/dry-run.ts';
import type { Environment } from '../environment.ts';
import { examplesFolder } from '../examples-folder.ts';
import { EXIT } from '../exit-codes.ts';
import { loadInputs } from '../inputs.ts';
import type { Inputs } from '../inputs.ts';
import { dryRunDiff } from '../mutation-text.ts';
import { postReview, webhookClient } from '../post-review.ts';
import type { WebhookClient } from '../post-review.ts';
import type { StateService } from '../../service/state-service.ts';
import { styler, takesColor } from '../style.ts';
import type { ColorMode } from '../style.ts';

const SCENES = [
  ['topolvm-statefulset.yaml', 'A StatefulSet on TopoLVM: its pod asks for the capacity of its volume.'],
  ['iomesh-pod.yaml', "A pod on the second IOMesh cluster: it may run on that cluster's nodes only."],
  [
    'localpv-device-pod.yaml',
    'A pod with a local disk: it is drawn to the nodes with a free disk that fits.',
  ],
  [
    'iomesh-storage-class-with-mistakes.yaml',
    'A StorageClass that Kubernetes accepts and that fails days later.',
  ],
] as const;

const NAMESPACE = 'default';

const FLAGS = { namespace: NAMESPACE, stdinFilename: 'stdin' };

type Styler = ReturnType<typeof styler>;

/** Free ports on this machine only, and no log lines between the scenes. */
const DEMO_FLAGS = { address: 'localhost', webhookPort: 0, opsPort: 0, extenderPort: 0, logLevel: 'silent' };

function answerText(run: DryRun, style: Styler): string {
  if (run.denial !== undefined) return `${style('error', 'denied')}\n${run.denial}\n`;
  if (run.patch.length === 0) return `${style('dim', 'allowed, nothing to change')}\n`;
  return dryRunDiff(run, style);
}

function runText(run: DryRun, style: Styler): string {
  const warnings = run.warnings.map(warning => `${style('warning', 'warning')} ${warning}\n`).join('');
  return `${style('bold', dryRunTitle(run))}\n${answerText(run, style)}${warnings}\n`;
}

function nextSteps(command: string): string {
  return `Next:
  check your own manifests    ${command} check PATH
  see what a pod would get    ${command} mutate --diff -f PATH --state CLUSTER-STATE
  understand a finding        ${command} explain iomesh-sc-fstype-invalid
`;
}

async function playScene(
  environment: Environment,
  title: string,
  sources: readonly KubernetesObject[],
  client: WebhookClient,
  style: Styler,
): Promise<void> {
  environment.stdout.write(`${style('bold', `── ${title}`)}\n\n`);
  for (const source of sources) {
    const created = createdBy(source, NAMESPACE);
    const runs = await dryRunWith(source, created, NAMESPACE, (path, request) =>
      postReview(client, path, request),
    );
    for (const run of runs) environment.stdout.write(runText(run, style));
  }
}

/** The scenes are the same everywhere: neither variables nor a configuration file of the user's change them. */
function neutral(environment: Environment): Environment {
  return { ...environment, variables: {}, cwd: '/' };
}

async function startDemo(environment: Environment, { context, given }: Inputs): Promise<StateService> {
  const config = await loadConfig(neutral(environment), DEMO_FLAGS);
  const created = given.manifests.flatMap(({ written }) => createdBy(written, NAMESPACE));
  const lookup = overlayLookup(created, context.lookup);
  const { startStateService } = await import('../../service/state-service.ts');
  return await startStateService({ config, context: { ...context, lookup }, now: environment.now() });
}

/** `stowage demo`: starts the webhook on the examples and shows its answers to real AdmissionReviews over TLS. */
export async function demoCommand(environment: Environment, color: ColorMode): Promise<number> {
  const folder = examplesFolder();
  const paths = SCENES.map(([file]) => join(folder, 'manifests', file));
  const state = [join(folder, 'cluster')];
  const inputs = await loadInputs(neutral(environment), paths, { ...FLAGS, state });
  const style = styler(takesColor(environment.stdout, color, environment.variables));
  const service = await startDemo(environment, inputs);
  const client = webhookClient(service.ports.webhook, service.caPem);
  try {
    for (const [file, title] of SCENES) {
      const manifests = inputs.given.manifests.filter(manifest => basename(manifest.file) === file);
      await playScene(
        environment,
        title,
        manifests.map(({ written }) => written),
        client,
        style,
      );
    }
  } finally {
    client.agent.destroy();
    await service.close();
  }
  environment.stdout.write(nextSteps(environment.command));
  return EXIT.yes;
}

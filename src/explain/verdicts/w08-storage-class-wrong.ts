import { nameOf } from '../../core/kubernetes-object.ts';
import { suggest } from '../../core/suggest.ts';
import { DRIVERS } from '../../drivers/registry.ts';
import { classMistakes } from '../class-mistakes.ts';
import type { ClaimEvidence, Evidence } from '../evidence.ts';
import { poolOfClass } from '../pool-of-class.ts';
import { provisioningFailure, unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';
import type { Cause, Undecided } from '../verdict.ts';
import { counted } from '../words.ts';

type Check = (claim: ClaimEvidence, evidence: Evidence) => Cause | Undecided | undefined;

function missingClass(
  { name, missingStorageClass }: ClaimEvidence,
  { cluster }: Evidence,
): ReturnType<Check> {
  const { lookup } = cluster.context;
  if (missingStorageClass === undefined) return undefined;
  if (!lookup.isComplete('StorageClass'))
    return { needs: { kind: 'StorageClass', name: missingStorageClass } };
  const known = lookup.list('StorageClass').map(nameOf);
  const near = suggest(missingStorageClass, known);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return {
    summary: `StorageClass ${missingStorageClass} of claim ${name} does not exist${hint}`,
    proof: [known.length === 0 ? 'there is no StorageClass' : `there are ${known.slice(0, 5).join(', ')}`],
    fixes: [
      {
        text:
          near === undefined
            ? `create StorageClass ${missingStorageClass}`
            : `use ${near}: recreate claim ${name}`,
        path: 'spec.storageClassName',
      },
    ],
  };
}

function noClass({ name, claim, storageClass }: ClaimEvidence, { cluster }: Evidence): ReturnType<Check> {
  if (claim === undefined || claim.storageClassName !== undefined || storageClass !== undefined)
    return undefined;
  if (!cluster.context.lookup.isComplete('StorageClass')) return undefined;
  return {
    summary: `claim ${name} names no StorageClass, and none is the default`,
    proof: ['no StorageClass has the annotation storageclass.kubernetes.io/is-default-class: "true"'],
    fixes: [{ text: 'name a class in the claim, or make one the default', path: 'spec.storageClassName' }],
  };
}

function provisionerTypo(
  { name, driver, storageClass, events }: ClaimEvidence,
  { cluster }: Evidence,
): ReturnType<Check> {
  if (storageClass === undefined || driver !== undefined) return undefined;
  const { lookup, settings } = cluster.context;
  const { provisioner } = storageClass;
  if (lookup.get('CSIDriver', undefined, provisioner) !== undefined) return undefined;
  const known = [
    ...DRIVERS.flatMap(one => one.provisioners(settings)),
    ...lookup.list('CSIDriver').map(nameOf),
  ];
  const near = suggest(provisioner, known);
  const waiting = events.find(({ reason }) => reason === 'ExternalProvisioning');
  if (near === undefined && waiting === undefined) return undefined;
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return {
    summary: `nobody serves the provisioner ${provisioner} of claim ${name}${hint}`,
    proof: [
      `StorageClass ${storageClass.name} names it, and there is no CSIDriver of that name`,
      ...(waiting === undefined ? [] : [`event: ${waiting.message}`]),
    ],
    fixes: [
      {
        text: `recreate StorageClass ${storageClass.name} with the right provisioner, then claim ${name}`,
        path: 'provisioner',
        ...(near !== undefined && { command: near }),
      },
    ],
  };
}

function immediate({ name, driver, storageClass }: ClaimEvidence, { cluster }: Evidence): ReturnType<Check> {
  if (driver === undefined || storageClass?.volumeBindingMode !== 'Immediate') return undefined;
  if (poolOfClass(storageClass, driver, cluster.context) === undefined) return undefined;
  return {
    summary: `StorageClass ${storageClass.name} binds claim ${name} at once (Immediate), before a node is chosen for the pod`,
    proof: [`volumes of ${driver.title} lie on one node, which the pod must then be able to use`],
    fixes: [
      {
        text: `recreate StorageClass ${storageClass.name}, then claim ${name}`,
        path: 'volumeBindingMode',
        command: 'WaitForFirstConsumer',
      },
    ],
  };
}

function nowhereRegistered(
  { driver, storageClass }: ClaimEvidence,
  { cluster }: Evidence,
): ReturnType<Check> {
  const nodes = cluster.nodes();
  const known = nodes.filter(({ name }) => cluster.csiDriversOn(name) !== undefined);
  if (driver === undefined || storageClass === undefined || known.length === 0) return undefined;
  const { provisioner } = storageClass;
  if (known.length < nodes.length || known.some(({ name }) => cluster.csiDriversOn(name)?.has(provisioner))) {
    return undefined;
  }
  return {
    summary: `the driver ${provisioner} runs on no node`,
    proof: [`no CSINode lists it (${counted(nodes.length, 'node')})`],
    fixes: [
      { text: `install ${driver.title}, or see why its pods do not start`, command: 'kubectl get csinodes' },
    ],
  };
}

function mistaken(claim: ClaimEvidence, evidence: Evidence): ReturnType<Check> {
  const failure = provisioningFailure(claim);
  const [mistake] = failure === undefined ? [] : classMistakes(claim, evidence);
  if (failure === undefined || mistake === undefined) return undefined;
  return {
    summary: `StorageClass ${mistake.object.name} has a mistake: ${mistake.message}`,
    proof: [`event: ${failure.message}`, `rule ${mistake.ruleId}`],
    fixes: [{ text: mistake.fix.replace(/\.$/, ''), path: mistake.path.join('.') }],
  };
}

const CHECKS: readonly Check[] = [
  missingClass,
  noClass,
  provisionerTypo,
  immediate,
  nowhereRegistered,
  mistaken,
];

/** The class leads nowhere, or too early. */
export const storageClassWrong = defineVerdict({
  id: 'W08',
  summary:
    'The StorageClass does not exist, names a wrong provisioner, binds too early, or its driver runs nowhere.',
  help: `A claim whose class does not exist waits for it. A class whose provisioner nobody serves is never answered. A class of
a local driver with volumeBindingMode Immediate has its volume made before the pod is scheduled, on a node that may not suit the
pod. Fields of a StorageClass cannot be changed: delete it and create it again; volumes are not touched by that.`,
  source: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  withoutPod: true,
  find(evidence) {
    for (const claim of unboundClaims(evidence)) {
      for (const check of CHECKS) {
        const found = check(claim, evidence);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  },
});

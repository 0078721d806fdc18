import { evaluate } from '../core/evaluate.ts';
import type { Finding } from '../core/finding.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { DRIVERS } from '../drivers/registry.ts';
import type { ClaimEvidence, Evidence } from './evidence.ts';

/** The parameter of a StorageClass that names the ConfigMap with the way to a storage cluster, `namespace/name`. */
const CONNECTION = 'clusterConnection';

/** Rules on how a class leads to its storage cluster. */
const CONNECTION_RULES = ['iomesh-sc-cluster-', 'iomesh-sc-iomesh-cluster-', 'csi-configmap-'] as const;

/** A rule of which a verdict of its own speaks. */
const DEVICE_CLASS_UNKNOWN = 'topolvm-sc-device-class-unknown';

function isConnectionRule({ ruleId }: Finding): boolean {
  return CONNECTION_RULES.some(prefix => ruleId.startsWith(prefix));
}

function findings(
  object: KubernetesObject | undefined,
  { driver }: ClaimEvidence,
  { cluster: { context } }: Evidence,
): readonly Finding[] {
  if (object === undefined || driver === undefined) return [];
  const { lookup, settings, parseYaml } = context;
  return evaluate(object, driver.rules, { lookup, settings, parseYaml, drivers: DRIVERS });
}

function classOf({ storageClass }: ClaimEvidence, { cluster }: Evidence): KubernetesObject | undefined {
  return storageClass && cluster.context.lookup.get('StorageClass', undefined, storageClass.name);
}

function connectionOf({ storageClass }: ClaimEvidence, { cluster }: Evidence): KubernetesObject | undefined {
  const [namespace = '', name = ''] = (storageClass?.parameters.get(CONNECTION) ?? '').split('/');
  return cluster.context.lookup.get('ConfigMap', namespace, name);
}

/** What the rules of its driver have against the class of a claim, apart from where it leads. */
export function classMistakes(claim: ClaimEvidence, evidence: Evidence): readonly Finding[] {
  return findings(classOf(claim, evidence), claim, evidence).filter(
    finding =>
      finding.severity === 'error' && finding.ruleId !== DEVICE_CLASS_UNKNOWN && !isConnectionRule(finding),
  );
}

/** What is wrong, or not known, with the way from the class of a claim to its storage cluster. */
export function connectionMistakes(claim: ClaimEvidence, evidence: Evidence): readonly Finding[] {
  return [
    ...findings(classOf(claim, evidence), claim, evidence).filter(isConnectionRule),
    ...findings(connectionOf(claim, evidence), claim, evidence),
  ].filter(({ severity }) => severity !== 'info');
}

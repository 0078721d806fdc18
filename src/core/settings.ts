import type { RuleSeverity } from './finding.ts';

/** Changes a rule's severity, or switches it off, everywhere or in some namespaces. */
export interface RuleOverride {
  /** A rule id, or a prefix ending in `*`. */
  readonly rule: string;
  /** `default` is the rule's own, against an earlier override. */
  readonly severity: RuleSeverity | 'off' | 'default';
  /** Namespaces it holds for; all when absent. */
  readonly namespaces?: readonly string[];
}

/** Which system's exact results the TopoLVM driver gives where ours differ on purpose. */
export type TopolvmCompat = 'none' | 'v0.40' | 'v0.5' | 'v0.4';

/** How the node set of an IOMesh cluster gets into pods. */
type AffinityMode = 'required' | 'preferred' | 'off';

/** What the pure part needs to know of the configuration; `config/` fills it from flags, environment and file. */
export interface Settings {
  /** `resource` injects the capacity resource and annotations; `affinity-only` is for schedulers that cannot be configured. */
  readonly inject: 'resource' | 'affinity-only';
  readonly topolvmCompat: TopolvmCompat;
  /** The device class that `00default` stands for, when the administrator says so. */
  readonly topolvmDefaultDeviceClass: string | undefined;
  /** Further provisioner names of the IOMesh CSI driver (Helm `driver.nameOverride`). */
  readonly iomeshProvisioners: readonly string[];
  readonly iomeshAffinity: AffinityMode;
  /** Namespace of Node Disk Manager's BlockDevices. */
  readonly blockDeviceNamespace: string;
  /** Whether claims get the annotations `stowage.dev/driver` and `stowage.dev/topology`. */
  readonly annotateClaims: boolean;
  /** Our own namespace: never mutated. */
  readonly namespace: string;
  /** Further namespaces that are never mutated. */
  readonly excludedNamespaces: readonly string[];
  /** Whether the rules that read Secrets (CHAP, license) run. */
  readonly checkSecrets: boolean;
  readonly rules: readonly RuleOverride[];
}

/** The settings of a fresh installation. */
export const DEFAULT_SETTINGS: Settings = {
  inject: 'resource',
  topolvmCompat: 'none',
  topolvmDefaultDeviceClass: undefined,
  iomeshProvisioners: [],
  iomeshAffinity: 'required',
  blockDeviceNamespace: 'iomesh-system',
  annotateClaims: true,
  namespace: 'stowage-system',
  excludedNamespaces: ['kube-system', 'topolvm-system', 'iomesh-system'],
  checkSecrets: false,
  rules: [],
};

/** Opt-out of namespaces (label), and of cluster-scoped objects (label or annotation). */
export const WEBHOOK_LABEL = 'stowage.dev/webhook';
/** The value of {@link WEBHOOK_LABEL} and of TopoLVM's own labels that opts out. */
export const WEBHOOK_IGNORE = 'ignore';
/** All labels that opt a namespace out: ours and both of TopoLVM's. */
export const WEBHOOK_LABELS = [WEBHOOK_LABEL, 'topolvm.io/webhook', 'topolvm.cybozu.com/webhook'] as const;
/** On claims: the driver's id. */
export const DRIVER_ANNOTATION = 'stowage.dev/driver';
/** On claims: the storage topology, as the driver names it. */
export const TOPOLOGY_ANNOTATION = 'stowage.dev/topology';
/** On any object: rule ids to pass over at admission, then a reason: `rule-a,rule-b: reason`. */
export const BYPASS_ANNOTATION = 'stowage.dev/bypass';
/** On manifests: prefix of the annotation that suppresses one rule in the checker; its value is the reason. */
export const IGNORE_ANNOTATION_PREFIX = 'stowage.dev/ignore.';

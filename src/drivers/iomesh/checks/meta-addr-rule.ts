import type { Report, Undecided } from '../../../core/finding.ts';
import type { JsonPath } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import type { ObjectRule, RuleContext } from '../../../core/rule.ts';
import { parseMetaAddr } from '../connections/meta-addr.ts';
import type { MetaAddr } from '../connections/meta-addr.ts';
import { connectionValue, defineConnectionRule } from './connection-rule.ts';
import type { ConnectionRule } from './connection-rule.ts';

/** Where the address of the meta service stands in a connection ConfigMap. */
export const META_ADDR_PATH: JsonPath = ['data', 'metaAddr'];

/** A rule on a readable `metaAddr`. */
export interface MetaAddrRule extends Omit<ConnectionRule, 'check'> {
  readonly check: (
    address: MetaAddr,
    configMap: KubernetesObject,
    context: RuleContext,
  ) => Iterable<Report | Undecided>;
}

/** Defines a rule on the `metaAddr` of connection ConfigMaps; unreadable ones are the subject of one rule of their own. */
export function defineMetaAddrRule(rule: MetaAddrRule): ObjectRule {
  return defineConnectionRule({
    ...rule,
    check(configMap, context) {
      const value = connectionValue(configMap, 'metaAddr');
      const address = value === undefined ? undefined : parseMetaAddr(value);
      if (address === undefined || 'error' in address) return [];
      return rule.check(address, configMap, context);
    },
  });
}

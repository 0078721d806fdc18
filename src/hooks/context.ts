import type { AdmissionRequest } from '../core/admission.ts';
import type { Driver } from '../core/driver.ts';
import type { Lookup } from '../core/lookup.ts';
import type { RuleContext } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import type { ParseYaml } from '../core/yaml.ts';
import { DRIVERS } from '../drivers/registry.ts';

/** What every hook may know besides the request. */
export interface HookContext {
  readonly lookup: Lookup;
  readonly settings: Settings;
  readonly parseYaml: ParseYaml;
}

/** The context of rules that run outside an admission request. */
export function ruleContext(context: HookContext): RuleContext & { readonly drivers: readonly Driver[] } {
  return { ...context, drivers: DRIVERS };
}

/** The context of rules that run on a request; to be made once for each, so that they share what they work out. */
export function requestContext(request: AdmissionRequest, context: HookContext): RuleContext {
  const { operation, oldObject } = request;
  if (operation === 'CONNECT') return ruleContext(context);
  return { ...ruleContext(context), request: { operation, ...(oldObject !== undefined && { oldObject }) } };
}

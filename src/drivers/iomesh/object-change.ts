import type { KubernetesObject } from '../../core/kubernetes-object.ts';
import type { RuleRequest } from '../../core/rule.ts';
import { imageTags } from './image-tags.ts';
import type { ComponentTag } from './image-tags.ts';

/** The object before an UPDATE; `undefined` for other operations. */
export function beforeUpdate(request: RuleRequest | undefined): KubernetesObject | undefined {
  return request?.operation === 'UPDATE' ? request.oldObject : undefined;
}

/** The image tags of an IOMeshCluster that an UPDATE sets or changes. */
export function changedTags(before: KubernetesObject, after: KubernetesObject): readonly ComponentTag[] {
  const old = imageTags(before);
  return imageTags(after).filter(
    ({ component, tag }) => old.find(one => one.component === component)?.tag !== tag,
  );
}

import type { ResourceKind } from '../kinds/resource-kind.ts';

/** What one list-watch reads: all objects of a kind, or those that a place and a selector leave. */
export interface Target extends Pick<
  ResourceKind,
  'kind' | 'group' | 'versions' | 'plural' | 'isMetadataOnly' | 'pageSize'
> {
  /** All namespaces unless said. */
  readonly namespace?: string;
  /** `metadata.name=iomesh`. */
  readonly fieldSelector?: string;
}

import { arrayAt, isJsonObject, stringAt, stringMapAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { nameOf } from './kubernetes-object.ts';
import type { NodeSelectorTerm } from './node-selector.ts';

/** The fields of a PersistentVolume that decisions need. */
export interface PersistentVolume {
  readonly name: string;
  readonly storageClassName: string | undefined;
  /** The CSI driver; `undefined` for volumes of other kinds. */
  readonly driver: string | undefined;
  readonly volumeAttributes: ReadonlyMap<string, string>;
  /** ORed terms of `spec.nodeAffinity.required`; empty when the volume may be used anywhere. */
  readonly nodeSelectorTerms: readonly NodeSelectorTerm[];
}

/** Reads a PersistentVolume. */
export function decodePersistentVolume(object: JsonObject): PersistentVolume {
  const terms = arrayAt(object, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms');
  return {
    name: nameOf(object),
    storageClassName: stringAt(object, 'spec', 'storageClassName'),
    driver: stringAt(object, 'spec', 'csi', 'driver'),
    volumeAttributes: stringMapAt(object, 'spec', 'csi', 'volumeAttributes'),
    nodeSelectorTerms: terms.filter((term): term is NodeSelectorTerm => isJsonObject(term)),
  };
}

import type { JsonPath } from '../core/json.ts';
import { isJsonObject, member } from '../core/json.ts';
import { namespaceOf } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import type { SourcePosition } from './source-text.ts';
import type { YamlDocument } from './yaml-document.ts';

/** An object as it stands in a file. */
export interface WrittenObject {
  readonly object: KubernetesObject;
  readonly document: YamlDocument;
  /** Where the object begins in its document: empty, or the place in a List. */
  readonly root: JsonPath;
}

/** One object of a file, and where every part of it stands. */
export class Manifest {
  /** The object as rules and lookups see it: with the namespace that it would be applied to. */
  readonly object: KubernetesObject;
  /** The object as it was written. */
  readonly written: KubernetesObject;
  /** The path as it was given or found. */
  readonly file: string;
  /** Its place among the objects of the file, from 0. */
  readonly index: number;
  readonly document: YamlDocument;
  readonly root: JsonPath;

  constructor(file: string, index: number, written: WrittenObject, object: KubernetesObject) {
    this.file = file;
    this.index = index;
    this.object = object;
    this.written = written.object;
    this.document = written.document;
    this.root = written.root;
  }

  /** Where a value or its key stands, by the path in the object; see {@link YamlDocument.positionOf}. */
  positionOf(path: JsonPath, target: 'key' | 'value' = 'value'): SourcePosition {
    return this.document.positionOf([...this.root, ...path], target);
  }
}

/** The object with a namespace, if it has none; metadata that is no mapping is left alone. */
export function withNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  const metadata = member(object, 'metadata') ?? {};
  if (namespaceOf(object) !== undefined || !isJsonObject(metadata)) return object;
  return { ...object, metadata: { ...metadata, namespace } };
}

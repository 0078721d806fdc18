import { annotationOf, isKubernetesObject } from '../core/kubernetes-object.ts';
import type { KubernetesObject } from '../core/kubernetes-object.ts';
import { arrayAt, isJsonArray, isJsonObject, member } from '../core/json.ts';
import type { JsonObject, JsonPath, JsonValue } from '../core/json.ts';
import type { WrittenObject } from './manifest.ts';
import type { SourceFile } from './source-file.ts';
import type { YamlDocument } from './yaml-document.ts';

/** The apiVersion of files that rules check and that are no Kubernetes objects. */
const FILE_API_VERSION = 'stowage.dev/file';

const COMPLETE = 'stowage.dev/complete';

/** What the documents of a file hold. */
export interface FileObjects {
  readonly objects: readonly WrittenObject[];
  /** Documents with content that are no objects. */
  readonly skipped: number;
  /** Whether a List says that it holds all objects of a cluster. */
  readonly isComplete: boolean;
}

function isList(object: KubernetesObject): boolean {
  return object.kind.endsWith('List') && isJsonArray(member(object, 'items'));
}

/**
 * Items of a typed list, such as a PersistentVolumeList of the API server, leave out what the list says for
 * all.
 */
function withIdentity(item: JsonValue, list: KubernetesObject): JsonValue {
  if (!isJsonObject(item) || list.kind === 'List') return item;
  return { apiVersion: list.apiVersion, kind: list.kind.slice(0, -'List'.length), ...item };
}

function fileObject(kind: string, name: string, content: JsonObject): KubernetesObject {
  return { ...content, apiVersion: FILE_API_VERSION, kind, metadata: { name } };
}

/** Takes the objects out of the documents of a file. */
class ObjectCollector implements FileObjects {
  readonly objects: WrittenObject[] = [];
  skipped = 0;
  isComplete = false;
  readonly #file: SourceFile;

  constructor(file: SourceFile) {
    this.#file = file;
  }

  add(document: YamlDocument, value: JsonValue, root: JsonPath): void {
    const object = this.#asObject(value);
    if (object === undefined) this.skipped++;
    else if (isList(object)) this.#addItems(document, object, root);
    else this.objects.push({ object, document, root });
  }

  #asObject(value: JsonValue): KubernetesObject | undefined {
    const { file } = this.#file.source;
    if (this.#file.isHelmValues)
      return isJsonObject(value) ? fileObject('HelmValues', file, value) : undefined;
    if (isKubernetesObject(value)) return value;
    const isLvmdConfig = isJsonObject(value) && member(value, 'device-classes') !== undefined;
    return isLvmdConfig ? fileObject('LvmdConfig', file, value) : undefined;
  }

  #addItems(document: YamlDocument, list: KubernetesObject, root: JsonPath): void {
    if (annotationOf(list, COMPLETE) === 'true') this.isComplete = true;
    for (const [index, item] of arrayAt(list, 'items').entries()) {
      this.add(document, withIdentity(item, list), [...root, 'items', index]);
    }
  }
}

/**
 * The objects of a file: Lists unpacked, an lvmd.yaml as kind LvmdConfig and Helm values as kind HelmValues,
 * so that rules can address files that are no Kubernetes objects.
 */
export function objectsOf(file: SourceFile): FileObjects {
  const collector = new ObjectCollector(file);
  for (const document of file.documents) {
    if (document.value !== undefined && document.value !== null) collector.add(document, document.value, []);
  }
  return collector;
}

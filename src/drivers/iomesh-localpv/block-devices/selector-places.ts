import { deviceMapOf } from '../../../core/device-map.ts';
import type { Edit, Report } from '../../../core/finding.ts';
import { isJsonObject, stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';
import type { KubernetesObject } from '../../../core/kubernetes-object.ts';
import { parameterPath } from '../../../core/storage-class.ts';
import type { ParseYaml } from '../../../core/yaml.ts';
import { PARAMETER, PROVISIONER } from '../names.ts';
import { replaceWord } from './replace-word.ts';
import { labelsIn } from './selector-words.ts';
import type { SelectorLabel, SelectorWord } from './selector-words.ts';

/** A label selector on BlockDevices, and how to point at its words in the object that holds it. */
export interface SelectorPlace {
  readonly selector: JsonObject;
  /** The place of a word, with the edit that puts another word there when that is safe. */
  readonly mark: (word: SelectorWord, replacement?: string) => Pick<Report, 'path' | 'target' | 'edit'>;
}

/** The kinds whose objects may hold label selectors on BlockDevices. */
export const SELECTOR_KINDS: readonly string[] = ['StorageClass', 'IOMeshCluster'];

function textEdit(
  path: JsonPath,
  text: string,
  word: SelectorWord,
  replacement: string | undefined,
): Edit | undefined {
  const value = replacement === undefined ? undefined : replaceWord(text, word.text, replacement);
  return value === undefined ? undefined : { type: 'replace-value', path, value };
}

function classPlaces(storageClass: KubernetesObject, parseYaml: ParseYaml): readonly SelectorPlace[] {
  const path = parameterPath(PARAMETER.deviceSelector);
  const text = stringAt(storageClass, ...path);
  if (stringAt(storageClass, 'provisioner') !== PROVISIONER || text === undefined) return [];
  const parsed = parseYaml(text);
  if ('error' in parsed || !isJsonObject(parsed.value)) return [];
  const mark: SelectorPlace['mark'] = (word, replacement) => {
    const edit = textEdit(path, text, word, replacement);
    return { path, ...(edit !== undefined && { edit }) };
  };
  return [{ selector: parsed.value, mark }];
}

function documentEdit(path: JsonPath, word: SelectorWord, replacement: string): Edit {
  return word.isKey
    ? { type: 'rename-key', path, key: replacement }
    : { type: 'replace-value', path, value: replacement };
}

function clusterPlaces(cluster: KubernetesObject): readonly SelectorPlace[] {
  return deviceMapOf(cluster).flatMap(({ selector, path: entry }) => {
    if (!isJsonObject(selector)) return [];
    const mark: SelectorPlace['mark'] = (word, replacement) => {
      const path = [...entry, 'selector', ...word.path];
      const edit = replacement === undefined ? undefined : documentEdit(path, word, replacement);
      return { path, target: word.isKey ? 'key' : 'value', ...(edit !== undefined && { edit }) };
    };
    return [{ selector, mark }];
  });
}

/**
 * The label selectors on BlockDevices that an object holds: the `deviceSelector` of a LocalPV class, whose
 * words all lie in one parameter, and the `deviceMap` of an IOMeshCluster.
 */
export function selectorPlaces(object: KubernetesObject, parseYaml: ParseYaml): readonly SelectorPlace[] {
  return object.kind === 'StorageClass' ? classPlaces(object, parseYaml) : clusterPlaces(object);
}

/** A label that a selector of an object speaks of, with the place of that selector. */
export interface SelectedLabel extends SelectorLabel {
  readonly place: SelectorPlace;
}

/** Every label that the selectors of an object speak of. */
export function selectedLabels(object: KubernetesObject, parseYaml: ParseYaml): readonly SelectedLabel[] {
  return selectorPlaces(object, parseYaml).flatMap(place =>
    labelsIn(place.selector).map(label => ({ ...label, place })),
  );
}

import type { Report } from '../../../core/finding.ts';
import { stringAt } from '../../../core/json.ts';
import type { JsonObject, JsonPath } from '../../../core/json.ts';

/** The parts of an image tag such as `v5.3.0-rc13-enterprise-hygon`. */
export interface ImageTag {
  /** `v5.3.0-rc13`. */
  readonly version: string;
  /** What follows the version: edition, platform, or both; empty when there is neither. */
  readonly suffix: string;
  readonly isCommunity: boolean;
}

const SUFFIX = /(?:-(community|enterprise))?(?:-hygon)?$/;

/** Splits an image tag into its version and its edition and platform suffix. */
export function parseImageTag(tag: string): ImageTag {
  const match = SUFFIX.exec(tag);
  const suffix = match?.[0] ?? '';
  return {
    version: tag.slice(0, tag.length - suffix.length),
    suffix: suffix.slice(1),
    isCommunity: match?.[1] === 'community',
  };
}

/** A component of an IOMeshCluster and the tag of its image. */
export interface ComponentTag {
  readonly component: string;
  readonly path: JsonPath;
  readonly tag: string;
}

const IMAGE_TAG_PATHS: readonly (readonly [component: string, path: readonly string[]])[] = [
  ['meta', ['spec', 'meta', 'image', 'tag']],
  ['chunk', ['spec', 'chunk', 'image', 'tag']],
  ['redirector', ['spec', 'redirector', 'image', 'tag']],
  ['devicemanager', ['spec', 'chunk', 'devicemanager', 'image', 'tag']],
  ['probe', ['spec', 'probe', 'image', 'tag']],
  ['toolbox', ['spec', 'toolbox', 'image', 'tag']],
];

function tagsOf(cluster: JsonObject, components: readonly string[]): readonly ComponentTag[] {
  return IMAGE_TAG_PATHS.flatMap(([component, path]) => {
    const tag = stringAt(cluster, ...path);
    return tag === undefined || !components.includes(component) ? [] : [{ component, path, tag }];
  });
}

/** The tags of the components that hold data (meta, chunk, redirector), those that are set. */
export function storageTags(cluster: JsonObject): readonly ComponentTag[] {
  return tagsOf(cluster, ['meta', 'chunk', 'redirector']);
}

/** The tags of the components that serve the operator (devicemanager, probe, toolbox), those that are set. */
export function helperTags(cluster: JsonObject): readonly ComponentTag[] {
  return tagsOf(cluster, ['devicemanager', 'probe', 'toolbox']);
}

/** All tags of an IOMeshCluster that are set. */
export function imageTags(cluster: JsonObject): readonly ComponentTag[] {
  return [...storageTags(cluster), ...helperTags(cluster)];
}

/** The image tags that an UPDATE sets or changes. */
export function changedTags(before: JsonObject, after: JsonObject): readonly ComponentTag[] {
  const old = imageTags(before);
  return imageTags(after).filter(
    ({ component, tag }) => old.find(one => one.component === component)?.tag !== tag,
  );
}

/**
 * Reports the component whose tag, or what `read` makes of it, differs from the others: the one that is alone, or the last
 * when none agree.
 */
export function tagMismatch(
  tags: readonly ComponentTag[],
  read: (tag: string) => string = tag => tag,
): readonly Report[] {
  const groups = [...Map.groupBy(tags, ({ tag }) => read(tag)).values()];
  const smallest = groups.reduce((best, group) => (group.length <= best.length ? group : best), tags);
  const odd = smallest[0];
  const other = tags.find(({ tag }) => odd !== undefined && read(tag) !== read(odd.tag));
  if (odd === undefined || other === undefined) return [];
  const message = `The tag of ${odd.component} is ${odd.tag}, that of ${other.component} ${other.tag}`;
  return [{ path: odd.path, message }];
}

interface Version {
  readonly numbers: readonly number[];
  readonly preRelease: string | undefined;
}

function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?:-(.+))?$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  return { numbers: match[1].split('.').map(Number), preRelease: match[2] };
}

function comparePreReleases(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined)
    return Number(left === undefined) - Number(right === undefined);
  const [leftWord, rightWord] = [left.replace(/\d+$/, ''), right.replace(/\d+$/, '')];
  if (leftWord !== rightWord) return leftWord < rightWord ? -1 : 1;
  return Number(left.slice(leftWord.length)) - Number(right.slice(rightWord.length));
}

/** Orders two versions (`v5.3.0-rc9` before `v5.3.0-rc13` before `v5.3.0`); `undefined` when one is no version. */
export function compareVersions(left: string, right: string): number | undefined {
  const [a, b] = [parseVersion(left), parseVersion(right)];
  if (a === undefined || b === undefined) return undefined;
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(comparePreReleases(a.preRelease, b.preRelease));
}

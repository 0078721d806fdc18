import { arrayAt, stringAt } from '../../core/json.ts';
import type { JsonPath } from '../../core/json.ts';
import type { PodTemplate } from '../../core/pod-template.ts';

/** One place where a container uses a volume of its pod. */
export interface VolumeUse {
  /** Where the volume's name stands in the object. */
  readonly path: JsonPath;
  /** The volume's name. */
  readonly volume: string;
  /** Whether it is mounted as a file system or opened as a raw device. */
  readonly list: 'volumeMounts' | 'volumeDevices';
}

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;
const USE_LISTS = ['volumeMounts', 'volumeDevices'] as const;

/** Every use of a volume by the containers of a pod, in document order. */
export function volumeUses({ path, template }: PodTemplate): readonly VolumeUse[] {
  return CONTAINER_LISTS.flatMap(containers =>
    arrayAt(template, 'spec', containers).flatMap((container, index) =>
      USE_LISTS.flatMap(list =>
        arrayAt(container, list).flatMap((use, place) => {
          const volume = stringAt(use, 'name');
          if (volume === undefined) return [];
          return { path: [...path, 'spec', containers, index, list, place, 'name'], volume, list };
        }),
      ),
    ),
  );
}

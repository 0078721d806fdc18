import type { Rule } from '../../core/rule.ts';
import { configmapDataNotString } from './configmap-data-not-string.ts';
import { csidriverApiVersionRemoved } from './csidriver-api-version-removed.ts';
import { kindCasing } from './kind-casing.ts';
import { metadataAnnotationNotString } from './metadata-annotation-not-string.ts';
import { placeholderValue } from './placeholder-value.ts';
import { suppressionInvalid } from './suppression-invalid.ts';
import { workloadApiVersionRemoved } from './workload-api-version-removed.ts';
import { workloadVolumeMountUnresolved } from './workload-volume-mount-unresolved.ts';
import { yamlDocumentEndMarker } from './yaml-document-end-marker.ts';
import { yamlDuplicateKey } from './yaml-duplicate-key.ts';
import { yamlHelmTemplate } from './yaml-helm-template.ts';
import { yamlNotAManifest } from './yaml-not-a-manifest.ts';
import { yamlParseError } from './yaml-parse-error.ts';
import { yamlTabIndentation } from './yaml-tab-indentation.ts';

/** Rules on the text of manifests, and on what all kinds have in common. */
export const MANIFEST_RULES: readonly Rule[] = [
  yamlParseError,
  yamlTabIndentation,
  yamlDuplicateKey,
  yamlDocumentEndMarker,
  yamlHelmTemplate,
  yamlNotAManifest,
  suppressionInvalid,
  kindCasing,
  placeholderValue,
  metadataAnnotationNotString,
  configmapDataNotString,
  workloadApiVersionRemoved,
  csidriverApiVersionRemoved,
  workloadVolumeMountUnresolved,
];

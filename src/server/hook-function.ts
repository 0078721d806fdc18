import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';

/** Decides one request, at once and without side effects. */
export type HookFunction = (request: AdmissionRequest) => AdmissionResponse;

/** What decides at which path. */
export type HookTable = ReadonlyMap<string, HookFunction>;

import type { AdmissionRequest, AdmissionResponse } from '../core/admission.ts';

/** Decides one request, at once and without side effects. */
export type HookFunction = (request: AdmissionRequest) => AdmissionResponse;

/**
 * Reads what a request names and is not known yet, before its hook decides at once; `undefined` when nothing has to be
 * waited for. Bounded in time, and rejects only on bugs.
 */
export type PrepareFunction = (request: AdmissionRequest) => Promise<void> | undefined;

/** What decides at which path. */
export type HookTable = ReadonlyMap<string, HookFunction>;

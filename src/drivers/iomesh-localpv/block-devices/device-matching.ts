/** A device that may be given away. */
export interface FreeDevice {
  readonly name: string;
  readonly bytes: bigint;
}

/** A claim that needs a device of its own. */
export interface DeviceClaim {
  readonly name: string;
  readonly bytes: bigint;
  /** The devices that would do, whatever their size. */
  readonly eligible: readonly FreeDevice[];
}

/** A device for each claim. */
export interface DeviceAssignment {
  /** Devices by the claim's name. */
  readonly devices: ReadonlyMap<string, FreeDevice>;
  /** Bytes that the devices have beyond the requests. */
  readonly waste: bigint;
}

/** Above this many claims that compete with each other, not every order is tried: 4! is 24, 8! is 40,320. */
const MAX_ORDERED = 4;

const NOTHING_TAKEN: ReadonlySet<string> = new Set();

function bySize(left: FreeDevice, right: FreeDevice): number {
  if (left.bytes !== right.bytes) return left.bytes < right.bytes ? -1 : 1;
  if (left.name === right.name) return 0;
  return left.name < right.name ? -1 : 1;
}

function isLargeEnough(device: FreeDevice, claim: DeviceClaim): boolean {
  return device.bytes >= claim.bytes;
}

/**
 * The device that the driver chooses for a claim: the smallest that is large enough, the first by name among
 * equals.
 * @see https://github.com/iomesh/docs/blob/a5d1600/docs/advanced-functions/localpv-manager.md
 */
export function closestFit(claim: DeviceClaim, taken: ReadonlySet<string>): FreeDevice | undefined {
  const free = claim.eligible.filter(device => isLargeEnough(device, claim) && !taken.has(device.name));
  return free.reduce<FreeDevice | undefined>(
    (best, device) => (best === undefined || bySize(device, best) < 0 ? device : best),
    undefined,
  );
}

interface Edges {
  readonly device: FreeDevice;
  readonly claims: readonly DeviceClaim[];
}

/** The devices that fit some claim, smallest first, each with the claims that it fits. */
function edgesBySize(claims: readonly DeviceClaim[]): readonly Edges[] {
  const edges = new Map<string, { readonly device: FreeDevice; readonly claims: DeviceClaim[] }>();
  for (const claim of claims) {
    for (const device of claim.eligible) {
      if (!isLargeEnough(device, claim)) continue;
      const known = edges.get(device.name);
      if (known === undefined) edges.set(device.name, { device, claims: [claim] });
      else known.claims.push(claim);
    }
  }
  return [...edges.values()].sort((left, right) => bySize(left.device, right.device));
}

/** Gives a device to a claim; a claim that has one already passes its old one on (Kuhn's augmenting path). */
function place(edges: Edges, chosen: Map<DeviceClaim, Edges>, visited: Set<DeviceClaim>): boolean {
  for (const claim of edges.claims) {
    if (visited.has(claim)) continue;
    visited.add(claim);
    const held = chosen.get(claim);
    if (held !== undefined && !place(held, chosen, visited)) continue;
    chosen.set(claim, edges);
    return true;
  }
  return false;
}

/** The same for one claim, which is what nearly all pods have: nobody competes for its closest fit. */
function assignDevice(claim: DeviceClaim): DeviceAssignment | undefined {
  const device = closestFit(claim, NOTHING_TAKEN);
  return device && { devices: new Map([[claim.name, device]]), waste: device.bytes - claim.bytes };
}

/**
 * Gives every claim a device of its own with the least waste; `undefined` when that is impossible. Sets of
 * devices that can be placed together form a matroid, so taking them smallest first gives a largest matching
 * and the smallest sum at once.
 */
export function assignDevices(claims: readonly DeviceClaim[]): DeviceAssignment | undefined {
  const [only, ...others] = claims;
  if (only !== undefined && others.length === 0) return assignDevice(only);
  if (claims.some(({ eligible }) => eligible.length === 0)) return undefined;
  const chosen = new Map<DeviceClaim, Edges>();
  for (const edges of edgesBySize(claims)) {
    if (chosen.size === claims.length) break;
    place(edges, chosen, new Set());
  }
  if (chosen.size < claims.length) return undefined;
  const waste = [...chosen].reduce((sum, [claim, { device }]) => sum + device.bytes - claim.bytes, 0n);
  return { devices: new Map([...chosen].map(([claim, { device }]) => [claim.name, device])), waste };
}

/** The one selection of claims of the same class; `undefined` when they differ. */
function sharedSelection(claims: readonly DeviceClaim[]): readonly FreeDevice[] | undefined {
  const [first] = claims;
  return claims.every(({ eligible }) => eligible === first?.eligible) ? first?.eligible : undefined;
}

function largestFirst(things: readonly { readonly bytes: bigint }[]): readonly bigint[] {
  return things.map(({ bytes }) => bytes).sort((left, right) => (left > right ? -1 : left < right ? 1 : 0));
}

/** Says whether {@link assignDevices} finds a device for every claim. */
export function canAssign(claims: readonly DeviceClaim[]): boolean {
  if (claims.some(({ eligible }) => eligible.length === 0)) return false;
  const shared = sharedSelection(claims);
  if (shared === undefined) return assignDevices(claims) !== undefined;
  const devices = largestFirst(shared);
  return largestFirst(claims).every((bytes, index) => (devices[index] ?? -1n) >= bytes);
}

function succeedsInEveryOrder(waiting: readonly DeviceClaim[], taken: ReadonlySet<string>): boolean {
  return waiting.every(claim => {
    const device = closestFit(claim, taken);
    if (device === undefined) return false;
    const others = waiting.filter(other => other !== claim);
    return succeedsInEveryOrder(others, new Set([...taken, device.name]));
  });
}

function eligibleNames(claims: readonly DeviceClaim[]): ReadonlySet<string> {
  return new Set(claims.flatMap(({ eligible }) => eligible.map(({ name }) => name)));
}

/** Claims that share a device, directly or through others, compete; claims of different groups never meet. */
function competingGroups(claims: readonly DeviceClaim[]): readonly (readonly DeviceClaim[])[] {
  let groups: readonly (readonly DeviceClaim[])[] = [];
  for (const claim of claims) {
    const meets = Map.groupBy(groups, group => {
      const names = eligibleNames(group);
      return claim.eligible.some(({ name }) => names.has(name));
    });
    groups = [...(meets.get(false) ?? []), [...(meets.get(true) ?? []).flat(), claim]];
  }
  return groups;
}

function haveOneSelection(claims: readonly DeviceClaim[]): boolean {
  const all = eligibleNames(claims);
  return claims.every(claim => eligibleNames([claim]).size === all.size);
}

/**
 * Says whether every claim gets a device in whatever order the driver provisions them, each time with its
 * closest fit. Claims with one and the same selection always do when an assignment exists: in it, the closest
 * fit of the first can be swapped with the device it was given. More than four competing claims with
 * different selections are called unsafe without trying.
 */
export function isSafeInEveryOrder(claims: readonly DeviceClaim[]): boolean {
  if (sharedSelection(claims) !== undefined) return canAssign(claims);
  if (claims.length <= MAX_ORDERED) return succeedsInEveryOrder(claims, new Set());
  return competingGroups(claims).every(group => {
    if (group.length <= MAX_ORDERED) return succeedsInEveryOrder(group, new Set());
    return haveOneSelection(group) && assignDevices(group) !== undefined;
  });
}

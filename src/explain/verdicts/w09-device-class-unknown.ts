import type { ClaimEvidence } from '../evidence.ts';
import { suggest } from '../../core/suggest.ts';
import { reportedPools } from '../pool-demands.ts';
import { unboundClaims } from '../provisioning.ts';
import { defineVerdict } from '../verdict.ts';

/** The parameter that names a pool; pools of a legacy installation carry its name in front. */
function parameterPath(claim: ClaimEvidence | undefined, pool: string): string {
  const value = pool.slice(pool.lastIndexOf('/') + 1);
  const found = [...(claim?.storageClass?.parameters ?? [])].find(([, text]) => text === value);
  return found === undefined ? 'parameters' : `parameters.${found[0]}`;
}

/** A class that nobody has heard of, most likely misspelt. */
export const deviceClassUnknown = defineVerdict({
  id: 'W09',
  summary: 'No node has a device class of that name.',
  help: `The StorageClass names a device class that lvmd defines on no node. Most often it is misspelt; the names in use are the
ends of the nodes' annotations capacity.topolvm.io/CLASS. Correct the parameter in a new StorageClass, for it cannot be changed,
or add the class to lvmd's configuration.`,
  source: 'https://github.com/topolvm/topolvm/issues/909',
  find(evidence) {
    const { demands, cluster } = evidence;
    for (const demand of demands) {
      if (demand.origin !== 'pool') continue;
      const known = reportedPools(demand.driver, cluster);
      if (known.length === 0 || known.includes(demand.class)) continue;
      const near = suggest(demand.class, known);
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      const [user] = unboundClaims(evidence).filter(({ name }) => demand.claims.includes(name));
      const className = user?.storageClass?.name ?? '';
      return {
        summary: `no node has a device class ${demand.class}${hint}`,
        proof: [`the nodes report ${known.join(', ')}`],
        fixes: [
          {
            text: `recreate StorageClass ${className} with a device class that exists, then claim ${demand.claims.join(', ')}`,
            path: parameterPath(user, demand.class),
            ...(near !== undefined && { command: near }),
          },
        ],
      };
    }
    return undefined;
  },
});

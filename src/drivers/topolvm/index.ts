import { defineDriver } from '../../core/driver.ts';
import { capacity } from './capacity.ts';
import { annotatedDemand, demand } from './demand.ts';
import { PLUGINS } from './names.ts';
import PARAMETERS from './parameters.schema.json' with { type: 'json' };
import { RULES } from './rules/index.ts';
import { claimTopology, topology } from './topology.ts';

/** TopoLVM: logical volumes on the nodes, under its current and its legacy name at once. */
export const topolvm = defineDriver({
  id: 'topolvm',
  title: 'TopoLVM',
  provisioners: () => PLUGINS.map(names => names.plugin),
  parameters: PARAMETERS,
  demand,
  annotatedDemand,
  capacity,
  topology,
  claimTopology,
  defaultRequest: '1Gi',
  rules: RULES,
});

import { defineDriver } from '../../core/driver.ts';
import { capacity } from './capacity.ts';
import { demand } from './demand.ts';
import { PROVISIONER } from './names.ts';
import PARAMETERS from './parameters.schema.json' with { type: 'json' };
import { RULES } from './rules/index.ts';
import { claimTopology, topology } from './topology.ts';

/** Example Storage. */
export const exampleStorage = defineDriver({
  id: 'example-storage',
  title: 'Example Storage',
  provisioners: () => [PROVISIONER],
  parameters: PARAMETERS,
  demand,
  capacity,
  topology,
  claimTopology,
  defaultRequest: undefined,
  rules: RULES,
});

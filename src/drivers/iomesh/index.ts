import { defineDriver } from '../../core/driver.ts';
import { capacity } from './capacity.ts';
import { demand } from './demand.ts';
import { iomeshProvisioners } from './names.ts';
import PARAMETERS from './parameters.schema.json' with { type: 'json' };
import { RULES } from './rules/index.ts';
import { claimTopology, topology } from './topology.ts';

/** The IOMesh CSI driver, with one or several IOMesh clusters behind it. */
export const iomesh = defineDriver({
  id: 'iomesh',
  title: 'IOMesh CSI',
  provisioners: iomeshProvisioners,
  parameters: PARAMETERS,
  demand,
  capacity,
  topology,
  claimTopology,
  defaultRequest: undefined,
  rules: RULES,
});

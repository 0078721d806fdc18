import { defineDriver } from '../../core/driver.ts';
import { capacity, demand } from './capacity.ts';
import { misfit } from './misfit.ts';
import { DRIVER_ID, PARAMETER, PROVISIONER } from './names.ts';
import { PARAMETERS, VOLUME_TYPES } from './parameters.ts';
import { room } from './room.ts';
import { RULES } from './rules/index.ts';
import { topology } from './topology.ts';

/** IOMesh LocalPV Manager: directories and whole block devices of one node. */
export const iomeshLocalpv = defineDriver({
  id: DRIVER_ID,
  title: 'IOMesh LocalPV Manager',
  provisioners: () => [PROVISIONER],
  parameters: PARAMETERS,
  demand,
  capacity,
  misfit,
  room,
  topology,
  claimTopology: ({ parameters }) => VOLUME_TYPES.find(type => type === parameters.get(PARAMETER.volumeType)),
  defaultRequest: undefined,
  rules: RULES,
});

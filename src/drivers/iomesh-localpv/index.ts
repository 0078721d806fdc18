import { defineDriver } from '../../core/driver.ts';
import { misfit } from './block-devices/misfit.ts';
import { room } from './block-devices/room.ts';
import { units } from './block-devices/units.ts';
import { capacity } from './capacity.ts';
import { demand } from './demand.ts';
import { DRIVER_ID, PARAMETER, PROVISIONER, VOLUME_TYPES } from './names.ts';
import PARAMETERS from './parameters.schema.json' with { type: 'json' };
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
  units,
  topology,
  claimTopology: ({ parameters }) => VOLUME_TYPES.find(type => type === parameters.get(PARAMETER.volumeType)),
  defaultRequest: undefined,
  rules: RULES,
});

import type { ConsumerDefinition } from '../../shared/events/consumer.js';
import { takeDistrict } from './service/district.js';

/** What the register keeps of others: where the plan that is overseen applies. */
export const schoolsConsumers: ConsumerDefinition[] = [
  {
    name: 'schools.plan',
    handle: async (em, events) => {
      for (const event of events) {
        if (event.type !== 'rollout.planLoaded' || event.data.surroundings === undefined) continue;
        await takeDistrict(em, event.data.surroundings);
      }
    },
  },
];

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	COMMUNITY,
	GRID,
	openWorld,
	OTHER_GRID,
	type World
} from '../../../tests/support/world.ts';
import { unitPage } from './views.ts';

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

describe('org.unit', () => {
	it('shows a unit, its children and the way to it', async () => {
		const page = await world.view(world.people.secretary, unitPage, { code: COMMUNITY });
		expect(page?.unit.name).toBe('东海社区');
		expect(page?.children.map((c) => c.name)).toEqual(['东海社区第一网格', '东海社区第二网格']);
	});

	it('answers nothing for a unit of somebody else, as for one that is not there', async () => {
		expect(await world.view(world.people.leader, unitPage, { code: OTHER_GRID })).toBeNull();
		expect(await world.view(world.people.leader, unitPage, { code: '330922100001999' })).toBeNull();
		expect(await world.view(world.people.leader, unitPage, { code: GRID })).not.toBeNull();
	});
});

import { defaultLabels, isReservedLabel, labelKey, reservedLabels } from '../../src/trackingCodes';

it.each([...reservedLabels, 'email', 'HostPrivilege', 'ＥＭＡＩＬ'])('%s is reserved', (label) => {
  expect(isReservedLabel(label)).toBe(true);
});

it('a label that only holds a reserved name is free', () => {
  expect(isReservedLabel('E-mail group')).toBe(false);
});

it('ten codes have names of their own until somebody names them, and none of these is reserved or twice', () => {
  expect(new Set(defaultLabels.map(labelKey)).size).toBe(10);
  expect(defaultLabels.filter(isReservedLabel)).toEqual([]);
  expect(defaultLabels.slice(0, 5)).toEqual(['Division', 'Department', 'Project', 'Other', 'Custom5']);
  expect(defaultLabels[9]).toBe('Custom10');
});

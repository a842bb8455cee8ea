import { parseTimestamp } from '../../src/jit/parseTimestamp';
import { readUpdateTimestamp } from '../../src/jit/updateTimestamp';
import { attributes, now, type SentAttributes } from './world';

describe('a time is read from', () => {
  test.each([
    ['seconds since 1970', '1393675200', '2014-03-01T12:00:00.000Z'],
    ['no seconds at all', '0', '1970-01-01T00:00:00.000Z'],
    ['eleven digits, the longest seconds', '99999999999', '5138-11-16T09:46:39.000Z'],
    ['twelve digits, the shortest milliseconds', '100000000000', '1973-03-03T09:46:40.000Z'],
    ['milliseconds since 1970', '1393675200123', '2014-03-01T12:00:00.123Z'],
    ['ISO 8601 in UTC', '2014-03-01T12:00:00Z', '2014-03-01T12:00:00.000Z'],
    ['ISO 8601 with a fraction, cut to milliseconds', '2014-03-01T12:00:00.1239Z', '2014-03-01T12:00:00.123Z'],
    ['ISO 8601 with an offset', '2014-03-01T12:00:00+05:30', '2014-03-01T06:30:00.000Z'],
    ['ISO 8601 with an offset west', '2014-03-01T22:00:00-0800', '2014-03-02T06:00:00.000Z'],
    ['ISO 8601 with an offset of hours', '2014-03-01T12:00:00+01', '2014-03-01T11:00:00.000Z'],
    ['ISO 8601 without seconds', '2014-03-01T12:00Z', '2014-03-01T12:00:00.000Z'],
    ['generalized time as Active Directory prints it', '20140301120000.0Z', '2014-03-01T12:00:00.000Z'],
    ['generalized time without a fraction', '20140301120000Z', '2014-03-01T12:00:00.000Z'],
    ['generalized time with an offset', '20140301120000+0100', '2014-03-01T11:00:00.000Z'],
    ['generalized time with an offset of hours', '20140301120000-05', '2014-03-01T17:00:00.000Z'],
    ['generalized time with a comma', '20140301120000,25Z', '2014-03-01T12:00:00.250Z'],
    ['generalized time without seconds', '201403011230Z', '2014-03-01T12:30:00.000Z'],
    ['generalized time with a fraction of a minute', '201403011230.5Z', '2014-03-01T12:30:30.000Z'],
    ['generalized time with a fraction of an hour', '2014030112.25Z', '2014-03-01T12:15:00.000Z'],
    ['a leap day', '2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['an early year', '0099-01-01T00:00:00Z', '0099-01-01T00:00:00.000Z'],
  ])('%s: %s', (_what, text, expected) => {
    expect(parseTimestamp(text)).toEqual({ outcome: 'time', time: new Date(expected) });
  });
});

describe('no time is read from', () => {
  test.each([
    ['words', 'yesterday', 'no known format'],
    ['nothing', '', 'no known format'],
    ['a sign before digits', '-1393675200', 'no known format'],
    ['fifteen digits', '139367520012345', '15 digits: more than 14 are neither seconds nor milliseconds since 1970'],
    ['ISO 8601 without a zone', '2014-03-01T12:00:00', 'an ISO 8601 time needs a zone, such as Z'],
    ['a date alone', '2014-03-01', 'an ISO 8601 time needs a zone, such as Z'],
    ['a space for the T', '2014-03-01 12:00:00', 'an ISO 8601 time needs a zone, such as Z'],
    ['a day that does not exist', '2014-02-29T12:00:00Z', 'there is no such day'],
    ['a thirteenth month', '20141301120000Z', 'there is no such day'],
    ['a day zero', '2014-03-00T12:00:00Z', 'there is no such day'],
    ['hour 24', '2014-03-01T24:00:00Z', 'a part of the time is out of range'],
    ['minute 60', '2014-03-01T12:60:00Z', 'a part of the time is out of range'],
    ['second 60', '2014-03-01T12:00:60Z', 'a part of the time is out of range'],
    ['year 0', '0000-03-01T12:00:00Z', 'a part of the time is out of range'],
    ['a zone beyond 14 hours', '2014-03-01T12:00:00+14:01', 'the zone is out of range'],
    ['a zone of 60 minutes', '2014-03-01T12:00:00+01:60', 'the zone is out of range'],
    ['a local format', '01.03.2014 12:00', 'no known format'],
    ['something behind it', '2014-03-01T12:00:00Z!', 'no known format'],
  ])('%s: %p', (_what, text, why) => {
    expect(parseTimestamp(text)).toEqual({ outcome: 'unreadable', why });
  });
});

function read(sent: SentAttributes) {
  return readUpdateTimestamp(attributes(sent), now);
}

describe('updateTimestamp', () => {
  test.each(['updateTimestamp', 'updateTimeStamp', 'updatetimestamp'])('is read under the name %s', (name) => {
    expect(read({ [name]: '2026-02-01T00:00:00Z' })).toEqual({
      outcome: 'time',
      name,
      time: new Date('2026-02-01T00:00:00Z'),
    });
  });

  test('may come under all names when they mean the same moment, whatever the format', () => {
    const sent = {
      updateTimestamp: '1769904000',
      updateTimeStamp: '2026-02-01T01:00:00+01:00',
      updatetimestamp: '20260201000000.0Z',
    };
    expect(read(sent)).toMatchObject({ outcome: 'time', time: new Date('2026-02-01T00:00:00Z') });
  });

  test('is unusable when two names differ by a millisecond', () => {
    const sent = { updateTimestamp: '2026-02-01T00:00:00Z', updatetimestamp: '2026-02-01T00:00:00.001Z' };
    expect(read(sent)).toMatchObject({
      outcome: 'unusable',
      findings: [
        {
          reason: 'update_timestamps_disagree',
          received: 'updateTimestamp: 2026-02-01T00:00:00Z, updatetimestamp: 2026-02-01T00:00:00.001Z',
        },
      ],
    });
  });

  test('is unusable when one of two names cannot be read', () => {
    const sent = { updateTimestamp: '2026-02-01T00:00:00Z', updatetimestamp: 'soon' };
    expect(read(sent)).toMatchObject({
      outcome: 'unusable',
      findings: [{ reason: 'update_timestamp_unreadable', field: 'updatetimestamp', received: 'soon' }],
    });
  });

  test('does not disagree with an empty one', () => {
    expect(read({ updateTimestamp: '2026-02-01T00:00:00Z', updatetimestamp: '' }).outcome).toBe('time');
  });

  test('may lie exactly one day ahead, and not a millisecond more', () => {
    expect(read({ updateTimestamp: '2026-03-02T09:00:00.000Z' }).outcome).toBe('time');
    expect(read({ updateTimestamp: '2026-03-02T09:00:00.001Z' })).toMatchObject({
      outcome: 'unusable',
      findings: [{ reason: 'update_timestamp_in_future', hint: 'read as 2026-03-02T09:00:00.001Z' }],
    });
  });

  test('names the missing zone of a generalized time, whose 14 digits read as milliseconds', () => {
    expect(read({ updateTimestamp: '20260201000000' })).toMatchObject({
      findings: [
        {
          reason: 'update_timestamp_in_future',
          hint: '14 digits are read as milliseconds since 1970; a generalized time needs a Z or an offset at its end',
        },
      ],
    });
  });

  test('is absent when no name was sent', () => {
    expect(read({})).toEqual({ outcome: 'absent', hint: null });
  });
});

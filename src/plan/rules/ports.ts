import { clashFaults } from '../crowd.ts';
import { counted, describeMeetings } from '../describe-ports.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import { countShared, type PortMeeting } from '../port-conflicts.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const sameFixedPort: Rule = {
  code: 'OC101',
  severity: 'error',
  title: 'two gateways have the same port',
  scope: 'fleet',
  find: (_input, analysis) => meetingFaults(analysis, 'fixed'),
  page: {
    why: 'Only one process can listen on a port. The gateway that starts second fails, and restarts in a loop if a service manager runs it.',
    mend: 'Give one of the two another base port. All other ports follow from it. Leave 120 between two bases, or write "auto".',
    bad: '{ "gateways": { "main": { "port": 18789 }, "dev": { "port": 18791 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "dev": { "port": 18909 } } }',
  },
};

export const fixedPortInRange: Rule = {
  code: 'OC102',
  severity: 'error',
  title: "a port of one gateway lies in another's browser range",
  scope: 'fleet',
  find: (_input, analysis) => meetingFaults(analysis, 'fixed-in-range'),
  page: {
    why: 'A gateway hands the ports of its browser range to browser profiles, one by one. Everything works until enough profiles are open; then a browser takes the port that the other gateway needs, or attaches to it.',
    mend: 'Move one of the two by a whole block. A block is 111 ports long, so bases 20 apart are not enough.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18809 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18900 } } }',
  },
};

export const overlappingRanges: Rule = {
  code: 'OC103',
  severity: 'error',
  title: 'two browser ranges overlap',
  scope: 'fleet',
  find: (_input, analysis) => meetingFaults(analysis, 'ranges'),
  page: {
    why: 'Both gateways hand out the shared ports without asking each other. The second browser on a port does not fail: it moves to the other loopback address or joins the first, and one gateway drives the browser of the other.',
    mend: 'Move one of the two by a whole block, or switch the browser off where it is not used.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18850 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18909 } } }',
  },
};

/** Gateways that clash by meetings of a kind. */
function meetingFaults(analysis: FleetAnalysis, kind: PortMeeting['kind']): RuleFault[] {
  const isThis = (meeting: PortMeeting): boolean => meeting.kind === kind;
  return clashFaults(analysis.pairsThatMeet(kind), {
    later: ({ two }) => two,
    earlier: ({ one }) => one,
    message: ({ one, two, meetings }) => {
      const total = `${quoted(one)} and ${quoted(two)} share ${counted(countShared(meetings), 'port')} in all`;
      return `${describeMeetings(meetings.filter(isThis))}; ${total}`;
    },
    places: ({ meetings }) => {
      const first = meetings.find(isThis);
      return [first?.two.pointer ?? '', first?.one.pointer ?? ''];
    },
    fix: (group) => analysis.separate(group.map(({ meetings }) => meetings)),
  });
}

import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Severity } from '../../flaws/rule.ts';
import { RULES } from '../../flaws/rules/index.ts';
import { type Finding, fingerprintOf, type Span } from './finding.ts';

/** SARIF's levels, and the number of ten by which code scanning sorts. */
const LEVELS: Readonly<Record<Severity, { level: Result.level; score: string }>> = {
  high: { level: 'error', score: '8.0' },
  medium: { level: 'warning', score: '5.5' },
  low: { level: 'note', score: '3.0' },
};

/** Findings in the Static Analysis Results Interchange Format 2.1.0, as code scanning and other tools read them. */
export function toSarif(findings: readonly Finding[], version: string): Log {
  const ids = [...new Set(findings.map(({ rule }) => rule))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Inkling', version, rules: ids.map(descriptorOf) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => resultOf(finding, ids.indexOf(finding.rule))),
      },
    ],
  };
}

function descriptorOf(id: string): ReportingDescriptor {
  const rule = RULES.find(known => known.id === id);
  if (rule === undefined) {
    return { id, shortDescription: { text: 'Found by a language model.' } };
  }
  const cwe = String(rule.cwe).padStart(3, '0');
  return {
    id,
    shortDescription: { text: rule.says },
    help: { text: rule.remedy },
    defaultConfiguration: { level: LEVELS[rule.severity].level },
    properties: {
      tags: ['security', `external/cwe/cwe-${cwe}`],
      precision: rule.confidence,
      'security-severity': LEVELS[rule.severity].score,
    },
  };
}

function resultOf(finding: Finding, ruleIndex: number): Result {
  const { rule, severity, says, remedy, path, fix, cwe, confidence, source } = finding;
  const artifactLocation = { uri: encodeURI(path), uriBaseId: '%SRCROOT%' };
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity].level,
    message: { text: `${says} ${remedy}` },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf(finding) } }],
    partialFingerprints: { 'inkling/v1': fingerprintOf(finding) },
    properties: { confidence, source, ...(cwe === undefined ? {} : { cwe: `CWE-${cwe}` }) },
    ...(fix && {
      fixes: [
        {
          description: { text: remedy },
          artifactChanges: [
            {
              artifactLocation,
              replacements: [{ deletedRegion: regionOf(fix), insertedContent: { text: fix.text } }],
            },
          ],
        },
      ],
    }),
  };
}

/** SARIF counts lines and columns from 1. */
function regionOf({ start, end }: Span): Record<string, number> {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Numbers for monitoring, in the text format of Prometheus. Source: Prometheus exposition formats, version 0.0.4. */

/** Every number there is. `labels`: in the order in which they are counted. */
const METRICS = {
  omniclaw_http_requests_total: { help: 'HTTP requests by port and status.', labels: ['port', 'status'] },
  omniclaw_requests_total: { help: 'Requests over the protocol by method and outcome.', labels: ['method', 'outcome'] },
  omniclaw_connects_total: { help: 'Clients that connected or were turned away.', labels: ['outcome'] },
  omniclaw_config_reloads_total: { help: 'Changes of the config that were taken up.', labels: [] },
} as const;

export type MetricName = keyof typeof METRICS;

export type Metrics = {
  readonly count: (name: MetricName, ...labels: readonly string[]) => void;
  /** `gauges`: what is measured now, by name, with help. */
  readonly text: (gauges: readonly Gauge[]) => string;
};

export type Gauge = { readonly name: string; readonly help: string; readonly value: number };

export function createMetrics(): Metrics {
  const counts = new Map<string, number>();
  return {
    count: (name, ...labels) => {
      const pairs = METRICS[name].labels.map((label, at) => `${label}="${escapeLabel(labels[at] ?? '')}"`);
      const series = pairs.length === 0 ? name : `${name}{${pairs.join(',')}}`;
      counts.set(series, (counts.get(series) ?? 0) + 1);
    },
    text: (gauges) => {
      const counters = Object.entries(METRICS).map(([name, { help }]) => {
        const series = [...counts].filter(([key]) => key === name || key.startsWith(`${name}{`)).map(([key, value]) => `${key} ${value}\n`);
        return `# HELP ${name} ${help}\n# TYPE ${name} counter\n${series.join('')}`;
      });
      const measured = gauges.map(({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`);
      return [...counters, ...measured].join('');
    },
  };
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
